import { constants } from 'node:os';
import { EVENT_READ, EVENT_WRITE } from 'selectors-ts';
import { OSError, Socket } from 'selectors-ts/socket';
import { LineReader } from '../lineReader.js';
import { OutgoingQueue } from '../outgoingQueue.js';
import type { ChatSelector } from '../selector.js';
import type { Ledger } from './ledger.js';
import { compose, nameOf, parse } from './message.js';

const HOST = '127.0.0.1';
const CONNECTING = [0, constants.errno.EINPROGRESS];

export interface Surroundings {
  readonly selector: ChatSelector;
  readonly port: number;
  readonly ledger: Ledger;
}

type State = 'arriving' | 'talking' | 'settling' | 'settled' | 'quitting' | 'gone' | 'lost';

/** One client: connects, joins its room, talks and listens, and quits. */
export class Talker {
  readonly #id: number;
  readonly #room: string;
  readonly #selector: ChatSelector;
  readonly #ledger: Ledger;
  readonly #socket = new Socket();
  readonly #reader = new LineReader();
  readonly #outgoing = new OutgoingQueue();
  // Writable is what the socket becomes when it is connected, or could not be.
  #watchedFor = EVENT_READ | EVENT_WRITE;
  #state: State = 'arriving';

  /** @throws OSError if there is no descriptor left */
  constructor(id: number, room: string, { selector, port, ledger }: Surroundings) {
    this.#id = id;
    this.#room = room;
    this.#selector = selector;
    this.#ledger = ledger;
    this.#socket.setblocking(false);
    const errno = this.#socket.connectEx([HOST, port]);
    selector.register(this.#socket, this.#watchedFor, this.#onReady);
    if (!CONNECTING.includes(errno)) this.close();
    this.#outgoing.push(Buffer.from(`/name ${nameOf(id)}\n/join ${room}\n`));
  }

  get state(): State {
    return this.#state;
  }

  /** Says the next message, unless the server has yet to take the last one. */
  talk(): void {
    if (this.#state !== 'talking' || this.#outgoing.bytes > 0) return;
    this.#say(compose(this.#id, this.#ledger.send(this.#id)));
  }

  /** Joins its room again: the answer shows that the server has read all that was said before. */
  settle(): void {
    if (this.#state !== 'talking') return;
    this.#state = 'settling';
    this.#say(Buffer.from(`/join ${this.#room}\n`));
  }

  /** The server will close the connection after all that it still has for this client. */
  quit(): void {
    if (this.#state !== 'settled') return;
    this.#state = 'quitting';
    this.#say(Buffer.from('/quit\n'));
  }

  close(): void {
    if (this.#isClosed) return;
    this.#state = this.#state === 'quitting' ? 'gone' : 'lost';
    this.#selector.unregister(this.#socket);
    this.#socket.close();
  }

  get #isClosed(): boolean {
    return this.#state === 'gone' || this.#state === 'lost';
  }

  readonly #onReady = (events: number): void => {
    try {
      if (events & EVENT_WRITE) this.#flush();
      if (events & EVENT_READ && !this.#reader.read(this.#socket, this.#onLine)) this.close();
    } catch (error) {
      this.#fail(error);
    }
  };

  readonly #onLine = (bytes: Buffer, start: number, end: number): void => {
    const message = parse(bytes, start, end);
    if (message !== null) this.#ledger.receive(this.#id, message);
    else this.#takeNotice(bytes.toString('utf8', start, end));
  };

  #takeNotice(line: string): void {
    if (!line.startsWith(`* You are in ${this.#room},`)) return;
    if (this.#state === 'arriving') this.#state = 'talking';
    else if (this.#state === 'settling') this.#state = 'settled';
  }

  #say(line: Buffer): void {
    this.#outgoing.push(line);
    try {
      this.#flush();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** The first one also says why there is no connection, if so. */
  #flush(): void {
    const events = this.#outgoing.flush(this.#socket) ? EVENT_READ : EVENT_READ | EVENT_WRITE;
    if (events === this.#watchedFor) return;
    this.#selector.modify(this.#socket, events, this.#onReady);
    this.#watchedFor = events;
  }

  #fail(error: unknown): void {
    if (!(error instanceof OSError)) throw error;
    this.close();
  }
}
