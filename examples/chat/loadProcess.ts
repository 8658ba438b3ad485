import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { EVENT_READ, OSError } from 'selectors-ts';
import { type Socket, socketpair } from 'selectors-ts/socket';
import { LineReader } from './lineReader.js';
import type { LoadArguments } from './load/main.js';
import type { Report } from './load/report.js';
import type { ChatSelector } from './selector.js';

const PROGRAM = fileURLToPath(new URL('load/main.js', import.meta.url));

/**
 * The process with the clients. What connects it with this one is a socket pair: its report comes in
 * through the selector that everything else comes through, and so does its end.
 */
export class LoadProcess {
  /** When the process has ended, as it does on its own, and when this one is gone. */
  readonly exited: Promise<unknown>;
  readonly #selector: ChatSelector;
  readonly #control: Socket;
  readonly #process: ChildProcess;
  readonly #onEnd: () => void;
  readonly #reader = new LineReader();
  #report: Report | null = null;

  /** @param onEnd - called when the clients are done, or have died */
  constructor(selector: ChatSelector, args: LoadArguments, onEnd: () => void) {
    const [ours, theirs] = socketpair();
    this.#selector = selector;
    this.#control = ours;
    this.#onEnd = onEnd;
    this.#process = spawn(process.execPath, [PROGRAM, JSON.stringify(args)], {
      stdio: ['ignore', 'inherit', 'inherit', theirs.fileno()],
      // Out of the terminal's reach: Ctrl-C is for this process, which then asks the clients to stop.
      detached: true,
      // The backend is the server's: the clients take the best there is.
      env: { ...process.env, SELECTORS_TS_BACKEND: '' },
    });
    this.exited = once(this.#process, 'exit');
    theirs.close();
    selector.register(ours, EVENT_READ, this.#onReady);
  }

  /** What the clients say in the end; null if they have died. */
  get report(): Report | null {
    return this.#report;
  }

  /** Has the clients talk no more. Their report comes when all that was said has arrived. */
  stop(): void {
    try {
      this.#control.trySend(Buffer.from('stop\n'));
    } catch (error) {
      // They are gone already, as the selector is about to say.
      if (!(error instanceof OSError)) throw error;
    }
  }

  readonly #onReady = (): void => {
    if (this.#isThere()) return;
    this.#selector.unregister(this.#control);
    this.#control.close();
    this.#onEnd();
  };

  #isThere(): boolean {
    try {
      return this.#reader.read(this.#control, (bytes, start, end) => {
        this.#report = JSON.parse(bytes.toString('utf8', start, end));
      });
    } catch (error) {
      // Reset, if it ended without having read a `stop`.
      if (!(error instanceof OSError)) throw error;
      return false;
    }
  }
}
