/**
 * The host as the thread sees it that has started it: the main thread, or a worker of Node's own.
 */
import type { Readable } from 'node:stream';
import {
  isMainThread,
  MessagePort,
  receiveMessageOnPort,
  SHARE_ENV,
  Worker,
  type WorkerOptions,
} from 'node:worker_threads';
import { addon } from '../addon/index.js';
import { printed } from '../errors/index.js';
import { packageFile, withPreloads } from '../marshal/index.js';
import { watchChildren } from '../multiprocessing/index.js';
import { Lifeline } from './lifeline.js';
import { report } from './output.js';
import { requireDescriptors } from './requireDescriptors.js';
import { HOST_PROGRAM, IS_UP, THREAD_PROGRAM, type ThreadHost } from './startRequest.js';

const LONGEST_START_MS = 10_000;

/** How often to look whether it has failed meanwhile. */
const SLICE_MS = 5;

const ENDED = 'the hidden worker that starts threads has ended';

const PRELOADS = 'it loads, too, what --require, --import and NODE_OPTIONS name';

export class StartedHost implements ThreadHost {
  readonly awaited = new Int32Array(new SharedArrayBuffer(8));
  readonly port: Worker;
  #whenDone: Array<() => void> = [];
  /** What has ended it, once that is known. */
  #end: unknown;

  /** @throws if it does not come up */
  constructor() {
    // Checked here: the host could only report that the threads' program is missing.
    packageFile(THREAD_PROGRAM);
    const program = packageFile(HOST_PROGRAM);
    // Threads may start processes, which are the program's then.
    watchChildren({ goOn: () => this.#isAwaited, done: () => this.#done() });
    requireDescriptors();
    const lifeline = new Lifeline();
    const options: WorkerOptions = {
      workerData: { awaited: this.awaited, lifeline: lifeline.theirs },
      transferList: [lifeline.theirs],
      env: SHARE_ENV,
      name: 'selectors-ts thread host',
      stdout: true,
      stderr: true,
      ...flags(),
    };
    this.port = withPreloads(() => new Worker(program, options));
    leaveUnread(this.port.stdout);
    leaveUnread(this.port.stderr);
    this.port.on('error', (error) => {
      this.#end = error;
    });
    this.port.on('exit', (exitCode) => this.#hostEnded(exitCode));
    this.#waitUntilUp(lifeline);
    // It tells when the last one has gone.
    this.port.on('message', () => this.#keepAlive());
    // Not before: a listener for messages keeps the program alive.
    this.port.unref();
    process.on('beforeExit', () => this.#fallOff());
  }

  /** Why it has ended. */
  get end(): unknown {
    this.#hear();
    return this.#end ?? new Error([`${ENDED}: ${PRELOADS}`, ...this.#printed()].join('\n'));
  }

  /** Resolves when no thread is left that the program waits for, which is over but for them. */
  async #done(): Promise<void> {
    if (!this.#isAwaited) return;
    this.#fallOff();
    await new Promise<void>((resolve) => this.#whenDone.push(resolve));
  }

  get #isAwaited(): boolean {
    return Atomics.load(this.awaited, 0) > 0;
  }

  get #isUp(): boolean {
    return Atomics.load(this.awaited, IS_UP) !== 0;
  }

  /** If this thread blocks next, nobody will hear that the worker could not start. */
  #waitUntilUp(lifeline: Lifeline): void {
    try {
      for (let waitedMs = 0; !this.#isUp; waitedMs += SLICE_MS) {
        if (lifeline.isCut()) throw this.end;
        if (waitedMs >= LONGEST_START_MS) {
          void this.port.terminate();
          throw new Error('the hidden worker that starts threads has not come up');
        }
        Atomics.wait(this.awaited, IS_UP, 0, SLICE_MS);
      }
    } finally {
      lifeline.close();
    }
  }

  /**
   * What the worker has thrown lies in a port of Node's, until the event loop takes it out: so it is taken
   * out here. If Node keeps its port elsewhere, only the reason remains unknown.
   */
  #hear(): void {
    for (const symbol of Object.getOwnPropertySymbols(this.port)) {
      const port: unknown = Reflect.get(this.port, symbol);
      if (!(port instanceof MessagePort)) continue;
      for (let heard = receiveMessageOnPort(port); heard; heard = receiveMessageOnPort(port)) {
        port.emit('message', heard.message);
      }
    }
  }

  #keepAlive(): void {
    if (this.#isAwaited) {
      this.port.ref();
      return;
    }
    this.port.unref();
    for (const resolve of this.#whenDone.splice(0)) resolve();
  }

  #fallOff(): void {
    // Threads may be joining the main thread. As in Python, its end is not that of the program.
    if (isMainThread && this.#isAwaited) addon.threadFinish(addon.threadMain());
    this.#keepAlive();
  }

  #hostEnded(exitCode: number): void {
    // Who has waited for it to come up has been told.
    if (!this.#isUp) return;
    this.#end ??= new Error(`${ENDED} with exit code ${exitCode}`);
    const lines = [`${ENDED}, and all threads with it:`, ...this.#printed(), printed(this.#end)];
    report(`${lines.join('\n')}\n`);
    // The addon knows that the threads are over. The host, which counts them down, is gone.
    Atomics.store(this.awaited, 0, 0);
    this.#keepAlive();
  }

  /** Before it wrote for itself. */
  #printed(): string[] {
    const { stdout, stderr } = this.port;
    return [stdout, stderr].flatMap((stream) => `${stream?.read() ?? ''}`.trimEnd() || []);
  }
}

/** What `-e` and a program from the standard input may have, a worker whose program is a file may not. */
function flags(): { execArgv?: string[] } {
  return process.execArgv.some((flag) => flag.startsWith('--input-type')) ? { execArgv: [] } : {};
}

/**
 * What it prints before it writes for itself, as in a preload, this thread has printed, too: it is shown
 * if it may explain a failure. Node would keep the program alive for a worker that it asks for more.
 */
function leaveUnread(stream: Readable | null): void {
  if (stream !== null) stream._read = () => {};
}
