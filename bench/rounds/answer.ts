// The children's side of the round protocol, for those that run in Node; rounds.h and rounds.py in
// bench/peers/ are the same in C and Python.
import { readSync, writeSync } from 'node:fs';

const SHORTEST_ROUND_MS = 50;
const NS_PER_MS = 1e6;
const NEWLINE = 10;

function nextRound(): boolean {
  const byte = new Uint8Array(1);
  while (readSync(0, byte) === 1) {
    if (byte[0] === NEWLINE) return true;
  }
  return false;
}

function printLine(answer: object): void {
  writeSync(1, `${JSON.stringify(answer)}\n`);
}

/**
 * Answers with the time per unit, in ns. The number of steps doubles until a round is long enough, and is
 * kept for the rounds that follow.
 */
export function answerRounds(step: () => void, unitsPerStep = 1): void {
  let steps = 1;
  while (nextRound()) {
    for (;;) {
      const startedMs = performance.now();
      for (let i = 0; i < steps; i++) step();
      const elapsedMs = performance.now() - startedMs;
      if (elapsedMs >= SHORTEST_ROUND_MS) {
        printLine({ figure: (elapsedMs * NS_PER_MS) / steps / unitsPerStep });
        break;
      }
      steps *= 2;
    }
  }
}

/** The same for a step that is asynchronous; `steps` of them are asked for at once. */
export async function answerAsyncRounds(run: (steps: number) => Promise<void>): Promise<void> {
  let steps = 1;
  while (nextRound()) {
    for (;;) {
      const startedMs = performance.now();
      await run(steps);
      const elapsedMs = performance.now() - startedMs;
      if (elapsedMs >= SHORTEST_ROUND_MS) {
        printLine({ figure: (elapsedMs * NS_PER_MS) / steps });
        break;
      }
      steps *= 2;
    }
  }
}

/** Answers with what a round's measurement returns, in whatever unit. */
export async function answerFigures(measure: () => number | Promise<number>): Promise<void> {
  while (nextRound()) printLine({ figure: await measure() });
}

/** Tells where to connect and whose CPU time to read. */
export function announce(port: number): void {
  printLine({ port, pid: process.pid });
}
