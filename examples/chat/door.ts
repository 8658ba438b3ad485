import { EVENT_READ, OSError } from 'selectors-ts';
import { createServer, IPPROTO_TCP, type Socket, TCP_NODELAY } from 'selectors-ts/socket';
import type { ChatSelector } from './selector.js';

const HOST = '127.0.0.1';
const BACKLOG = 1024;
/** In one round, so that those who are in are not kept waiting by those who come. */
const MOST_ACCEPTED = 64;
/** What accept(2) says when the process, or the system, has no room for another socket. */
const FULL = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM']);

/** Where visitors come in: the listening socket. */
export class Door {
  readonly port: number;
  readonly #selector: ChatSelector;
  readonly #listener: Socket;
  readonly #onSocket: (socket: Socket) => void;
  #isOpen = false;

  /**
   * @param port - 0 is any free one
   * @throws OSError if the port is taken
   */
  constructor(selector: ChatSelector, port: number, onSocket: (socket: Socket) => void) {
    this.#selector = selector;
    this.#onSocket = onSocket;
    this.#listener = createServer([HOST, port], { backlog: BACKLOG });
    this.#listener.setblocking(false);
    // Accepted sockets inherit it: a line goes out at once, whether or not the last one has arrived.
    this.#listener.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1);
    this.port = this.#listener.getsockname()[1] as number;
    this.open();
  }

  /** Accepts from now on, or again after there was no room for another socket. */
  open(): void {
    if (this.#isOpen) return;
    this.#selector.register(this.#listener, EVENT_READ, this.#onReady);
    this.#isOpen = true;
  }

  close(): void {
    this.#shut();
    this.#listener.close();
  }

  readonly #onReady = (): void => {
    try {
      for (let i = 0; i < MOST_ACCEPTED; i++) {
        const accepted = this.#listener.tryAccept();
        if (accepted === null) return;
        const [socket] = accepted;
        socket.setblocking(false);
        this.#onSocket(socket);
      }
    } catch (error) {
      if (!(error instanceof OSError)) throw error;
      // Whoever knocks stays in the queue and keeps the listener ready: looking again at once would
      // be a busy loop. Any other error is that of a connection which is gone already.
      if (FULL.has(error.code)) this.#shut();
    }
  };

  #shut(): void {
    if (!this.#isOpen) return;
    this.#selector.unregister(this.#listener);
    this.#isOpen = false;
  }
}
