/**
 * Threads that are over when the test that has started them is.
 */
import { type Gil, Thread, type ThreadOptions } from 'selectors-ts/threading';
import { afterEach } from 'vitest';
import { openPair } from '../support/sockets.js';

/** More than anything here takes, so that a hang is a failure. */
const LONG_MS = 20_000;

const unfinished: Thread[] = [];
const flags: Flag[] = [];

afterEach(async () => {
  for (const flag of flags.splice(0)) flag.set();
  for (const thread of unfinished.splice(0)) if (thread.ident !== null) await thread.joinAsync();
});

/** A function of fixtures/targets.mjs. */
export function target(name: string): URL {
  return new URL(`./fixtures/targets.mjs#${name}`, import.meta.url);
}

export function makeThread(
  name: string,
  args: unknown[] = [],
  options: ThreadOptions = {},
): Thread {
  const thread = new Thread({ target: target(name), args, gil: null, ...options });
  unfinished.push(thread);
  return thread;
}

export function start(name: string, args: unknown[] = [], options: ThreadOptions = {}): Thread {
  const thread = makeThread(name, args, options);
  thread.start();
  return thread;
}

/** What a function of fixtures/answers.mjs returns in a thread of its own. */
export function answerOf(name: string, args: unknown[] = [], options: ThreadOptions = {}): unknown {
  const [ours, theirs] = openPair();
  const thread = start('answer', [theirs, name, args], options);
  let text = '';
  for (let data = ours.recv(65_536); data.length > 0; data = ours.recv(65_536)) text += data;
  thread.join();
  return JSON.parse(text);
}

/** Memory that threads share, to tell each other that something has happened. */
export class Flag {
  readonly memory = new Int32Array(new SharedArrayBuffer(4));

  constructor() {
    flags.push(this);
  }

  get isSet(): boolean {
    return Atomics.load(this.memory, 0) !== 0;
  }

  set(): void {
    Atomics.store(this.memory, 0, 1);
    Atomics.notify(this.memory, 0);
  }

  wait(): void {
    if (Atomics.wait(this.memory, 0, 0, LONG_MS) === 'timed-out') throw new Error('never set');
  }
}

/** A thread that holds the Gil until the flag is set. */
export function hold(gil: Gil): Flag {
  const held = new Flag();
  const letGo = new Flag();
  start('hold', [held.memory, letGo.memory], { gil });
  held.wait();
  return letGo;
}
