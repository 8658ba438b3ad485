/**
 * The thread host, in the thread that has started it: the main thread, or a worker of Node's own.
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

/** How often to look whether the host has failed while it is awaited. */
const SLICE_MS = 5;

const ENDED = 'the hidden worker that starts threads has ended';

const PRELOADS = 'it loads, too, what --require, --import and NODE_OPTIONS name';

export class StartedHost implements ThreadHost {
  readonly awaited = new Int32Array(new SharedArrayBuffer(8));
  readonly port: Worker;
  #whenDone: Array<() => void> = [];
  /** Why the host has ended, once that is known. */
  #end: unknown;

  /** @throws if it does not come up */
  constructor() {
    // Checked here: the host could only report that the threads' program is missing.
    packageFile(THREAD_PROGRAM);
    const program = packageFile(HOST_PROGRAM);
    // A thread may start processes. The program waits for them, not the thread.
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
    // The host sends a message when the last thread that the program waits for has ended.
    this.port.on('message', () => this.#keepAlive());
    // After the listener is added: a listener for messages keeps the program alive.
    this.port.unref();
    process.on('beforeExit', () => this.#fallOff());
  }

  /** Why the host has ended. */
  get end(): unknown {
    this.#hear();
    return this.#end ?? new Error([`${ENDED}: ${PRELOADS}`, ...this.#printed()].join('\n'));
  }

  /** Resolves when no thread is left that the program waits for. The program has nothing else to do. */
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

  /** Blocks until the host runs: later this thread may be blocked in something else, and miss that it failed. */
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
   * Receives what the host has thrown. The error waits in a port of Node's for the event loop, which does not run
   * now. If a later Node keeps the port elsewhere, only the reason remains unknown.
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
    // Threads may be joining the main thread. As in Python, the main thread ends before the program does.
    if (isMainThread && this.#isAwaited) addon.threadFinish(addon.threadMain());
    this.#keepAlive();
  }

  #hostEnded(exitCode: number): void {
    // Whoever waits for the host to come up gets the error from there.
    if (!this.#isUp) return;
    this.#end ??= new Error(`${ENDED} with exit code ${exitCode}`);
    const lines = [`${ENDED}, and all threads with it:`, ...this.#printed(), printed(this.#end)];
    report(`${lines.join('\n')}\n`);
    // The addon knows that the threads are over. The host, which counts them down, is gone.
    Atomics.store(this.awaited, 0, 0);
    this.#keepAlive();
  }

  /** What the host printed before its own program ran. */
  #printed(): string[] {
    const { stdout, stderr } = this.port;
    return [stdout, stderr].flatMap((stream) => `${stream?.read() ?? ''}`.trimEnd() || []);
  }
}

/** `--input-type` goes with `-e` and the standard input. Node refuses it for a worker whose program is a file. */
function flags(): { execArgv?: string[] } {
  return process.execArgv.some((flag) => flag.startsWith('--input-type')) ? { execArgv: [] } : {};
}

/**
 * Keeps what a preload prints in the host. This thread has run the preload and printed the same, so that it is
 * shown only if it may explain a failure. (To read the stream would keep the program alive.)
 */
function leaveUnread(stream: Readable | null): void {
  if (stream !== null) stream._read = () => {};
}
