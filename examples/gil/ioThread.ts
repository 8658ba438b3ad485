import { createConnection, type Socket } from 'selectors-ts/socket';
import type { Barrier, Event, Gil } from 'selectors-ts/threading';
import { type Clocking, nowSeconds, PATIENCE_SECONDS } from './clock.js';
import { compute } from './compute.js';
import { runRace } from './race.js';

const QUESTION = Buffer.from('?');
/** About two milliseconds. */
const DIGESTION = 1000;

/** Blocks until there is an answer. */
function ask(server: Socket): void {
  server.sendall(QUESTION);
  server.recv(1);
}

/** One of several threads that share the questions. */
export function share(
  together: Barrier,
  clocking: Clocking,
  _gil: Gil,
  port: number,
  questions: number,
): void {
  using server = createConnection(['127.0.0.1', port]);
  ask(server); // Once before: the first time there are functions to compile.
  runRace(together, clocking, () => {
    for (let question = 0; question < questions; question++) ask(server);
  });
}

/** Tells in seconds how long each answer took, and then the others that it is over. */
export function latencies(begin: Event, port: number, seconds: Float64Array, over: Int32Array) {
  using server = createConnection(['127.0.0.1', port]);
  ask(server);
  begin.wait(PATIENCE_SECONDS);
  try {
    for (let question = 0; question < seconds.length; question++) {
      const askedSeconds = nowSeconds();
      ask(server);
      seconds[question] = nowSeconds() - askedSeconds;
    }
  } finally {
    Atomics.store(over, 0, 1);
  }
}

/** Asks on and on, and computes something with each answer. */
export function untilOver(
  begin: Barrier,
  gil: Gil,
  over: Int32Array,
  port: number,
  digests: boolean,
) {
  using server = createConnection(['127.0.0.1', port]);
  begin.wait();
  while (Atomics.load(over, 0) === 0) {
    ask(server);
    if (digests) compute(DIGESTION, gil);
  }
}
