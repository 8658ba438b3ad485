/**
 * The children's side of the round protocol, for those that run in Node; rounds.h and rounds.py in
 * bench/peers/ are the same in C and Python. A line on standard input asks for a round: the time that
 * it should take, in ms. A line of JSON answers with its figures; end of file ends the process.
 */
import { readSync, writeSync } from 'node:fs';
import type { Figures } from './figures.js';

const NS_PER_MS = 1e6;
const NS_PER_US = 1000;
const NEWLINE = 10;
const STDIN = 0;

/** The shortest length of the next round, in ms; null at the end. */
function nextRoundMs(): number | null {
  const byte = new Uint8Array(1);
  let line = '';
  while (readSync(STDIN, byte) === 1) {
    if (byte[0] === NEWLINE) return Number(line);
    line += String.fromCharCode(byte[0] as number);
  }
  return null;
}

function printLine(answer: object): void {
  writeSync(1, `${JSON.stringify(answer)}\n`);
}

/** Answers with what a round's measurement returns. */
export async function answerFigures(
  measure: (roundMs: number) => Figures | Promise<Figures>,
): Promise<void> {
  for (let roundMs = nextRoundMs(); roundMs !== null; roundMs = nextRoundMs()) {
    printLine(await measure(roundMs));
  }
}

/**
 * Answers with the time per unit. The number of steps doubles until a round is long enough, and is
 * kept for the rounds that follow.
 */
export function answerRounds(step: () => void, unitsPerStep = 1): void {
  let steps = 1;
  for (let roundMs = nextRoundMs(); roundMs !== null; roundMs = nextRoundMs()) {
    for (;;) {
      const startedMs = performance.now();
      for (let i = 0; i < steps; i++) step();
      const elapsedMs = performance.now() - startedMs;
      if (elapsedMs >= roundMs) {
        printLine({ time: (elapsedMs * NS_PER_MS) / steps / unitsPerStep });
        break;
      }
      steps *= 2;
    }
  }
}

/** The same for a step that is asynchronous; `steps` of them are asked for at once. */
export async function answerAsyncRounds(run: (steps: number) => Promise<void>): Promise<void> {
  let steps = 1;
  await answerFigures(async (roundMs) => {
    for (;;) {
      const startedMs = performance.now();
      await run(steps);
      const elapsedMs = performance.now() - startedMs;
      if (elapsedMs >= roundMs) return { time: (elapsedMs * NS_PER_MS) / steps };
      steps *= 2;
    }
  });
}

/** A server's first line: tells where to connect, and which process it is. */
export function announce(port: number): void {
  printLine({ port, pid: process.pid });
}

/** A server's answer to each later line of its input: the CPU time that its process has had so far. */
export function answerCpuTime(): void {
  const { user, system } = process.cpuUsage();
  printLine({ cpuNs: (user + system) * NS_PER_US });
}
