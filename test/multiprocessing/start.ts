/**
 * Processes that do not outlive the test.
 */
import {
  activeChildren,
  type Connection,
  Pipe,
  Process,
  type ProcessOptions,
} from 'selectors-ts/multiprocessing';
import { onTestFinished } from 'vitest';

/** A function of fixtures/targets.mjs. */
export function target(name: string): URL {
  return new URL(`./fixtures/targets.mjs#${name}`, import.meta.url);
}

export function makeProcess(
  name: string,
  args: unknown[] = [],
  options: ProcessOptions = {},
): Process {
  const process = new Process({ target: target(name), args, ...options });
  onTestFinished(async () => {
    if (!activeChildren().includes(process)) return;
    process.kill();
    await process.joinAsync();
  });
  return process;
}

export function start(name: string, args: unknown[] = [], options: ProcessOptions = {}): Process {
  const process = makeProcess(name, args, options);
  process.start();
  return process;
}

/** The exit code of a process. */
export function run(name: string, args: unknown[] = []): number | null {
  const process = start(name, args);
  process.join();
  return process.exitcode;
}

export function makePipe(duplex = true): [Connection, Connection] {
  const ends = Pipe(duplex);
  onTestFinished(() => {
    for (const end of ends) end.close();
  });
  return ends;
}

/** Starts a process with one end of a pipe, the other being the test's, and that alone. */
export function startWithPipe(
  name: string,
  args: unknown[] = [],
  options: ProcessOptions = {},
): [Process, Connection] {
  const [ours, theirs] = makePipe();
  const process = start(name, [theirs, ...args], options);
  theirs.close();
  return [process, ours];
}
