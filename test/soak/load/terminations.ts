/** Workers that are terminated wherever they are. */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { OSError } from 'selectors-ts';
import { backends } from '../servers/backends.js';
import { Control, Request } from '../servers/control.js';
import type { WorkerAssignment } from '../servers/worker.js';
import { echo, type Visit } from './clients.js';
import type { Coming } from './comings.js';
import { ConnectError } from './connect.js';
import { EndError } from './exchange.js';

/** Of the workers, those that are terminated while they start. */
const STARTING_SHARE = 0.4;
const LONGEST_START_MS = 200;
const LONGEST_LIFE_MS = 30;
/** Of each server. */
const VISITORS = 2;

/**
 * Node leaves the files open that it is reading for an `import` when their worker is terminated. A `require()` is
 * not disturbed, and takes these modules too.
 */
const path = fileURLToPath(new URL('../servers/worker.js', import.meta.url));
const program = `require(${JSON.stringify(path)})`;

/** While it starts to serve, or while it serves and so does its thread. */
export async function workerIsTerminated({ backend, waits, random, tally }: Coming): Promise<void> {
  const own = Control.of(waits.waker);
  const ofThread = Control.of(waits.waker);
  const isStarting = random.chance(STARTING_SHARE);
  const workerData: WorkerAssignment = {
    own: { backend, memory: own.memory, faults: [] },
    isBlocking: random.chance(0.5),
    ofThread: isStarting
      ? null
      : { backend: random.pick(backends), memory: ofThread.memory, faults: [] },
  };
  const worker = new Worker(program, { eval: true, workerData });
  const exited = once(worker, 'exit');
  const visitors = new Visitors();
  if (isStarting) {
    await sleep(random.integer(0, LONGEST_START_MS));
  } else {
    await waits.until(() => own.echoPort > 0 && ofThread.echoPort > 0);
    for (let i = 0; i < VISITORS; i++) {
      visitors.add({ waits, port: own.echoPort, random: random.fork(), tally });
      visitors.add({ waits, port: ofThread.echoPort, random: random.fork(), tally });
    }
    await sleep(random.integer(0, LONGEST_LIFE_MS));
  }
  visitors.mayFail = true;
  await worker.terminate();
  await Promise.all([visitors.gone(), exited]);
  // Their selectors are gone, and nothing comes of it.
  own.ask(Request.ANSWER);
  ofThread.ask(Request.ANSWER);
  tally['workers terminated']++;
}

/** Clients that come again and again, until their server goes. */
class Visitors {
  mayFail = false;
  readonly #all: Promise<void>[] = [];

  add(visit: Visit): void {
    this.#all.push(this.#comeAgain(visit));
  }

  async gone(): Promise<void> {
    await Promise.all(this.#all);
  }

  async #comeAgain(visit: Visit): Promise<void> {
    while (!this.mayFail) {
      try {
        await echo(visit);
      } catch (error) {
        if (!this.mayFail || !isAnEnd(error)) throw error;
      }
    }
  }
}

/** What a server's death may look like to its clients. */
function isAnEnd(error: unknown): boolean {
  return [OSError, ConnectError, EndError].some((Class) => error instanceof Class);
}
