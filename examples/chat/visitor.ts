import { EVENT_READ, EVENT_WRITE } from 'selectors-ts';
import { OSError, type Socket } from 'selectors-ts/socket';
import { obey } from './commands.js';
import { LineReader } from './lineReader.js';
import { OutgoingQueue } from './outgoingQueue.js';
import { Room } from './room.js';
import type { ChatServer } from './server.js';

const SLASH = 47;
const NEWLINE = 10;
const MOST_QUEUED_BYTES = 256 * 1024;

/** One connection to the server, and whoever is at its other end. */
export class Visitor {
  room = new Room('');
  readonly #server: ChatServer;
  readonly #socket: Socket;
  readonly #reader = new LineReader();
  readonly #outgoing = new OutgoingQueue();
  #watchedFor = EVENT_READ;
  #leaving = false;
  #closed = false;
  #name = '';
  /** What each of its lines starts with, where others read it. */
  #nameBytes = Buffer.alloc(0);

  constructor(server: ChatServer, socket: Socket) {
    this.#server = server;
    this.#socket = socket;
    server.selector.register(socket, EVENT_READ, this.#onReady);
  }

  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.#name = name;
    this.#nameBytes = Buffer.from(`${name}: `);
  }

  /** A line from the server itself. */
  tell(text: string): void {
    this.send(Buffer.from(`* ${text}\n`));
  }

  /** Queues a line. All queues are flushed together at the end of the round. */
  send(line: Buffer): void {
    if (this.#closed) return;
    if (this.#outgoing.bytes === 0) this.#server.flushLater(this);
    this.#outgoing.push(line);
    if (this.#outgoing.bytes <= MOST_QUEUED_BYTES) return;
    this.flush();
    if (this.#outgoing.bytes <= MOST_QUEUED_BYTES) return;
    // It does not read. The others must not pay for that with all our memory.
    this.#server.counts.dropped++;
    this.close();
  }

  /** Sends what is queued; what the socket does not take waits for EVENT_WRITE. */
  flush(): void {
    if (this.#closed) return;
    try {
      const done = this.#outgoing.flush(this.#socket);
      if (done && this.#leaving) this.close();
      else this.#watchFor(done ? EVENT_READ : EVENT_READ | EVENT_WRITE);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Closes as soon as everything queued has gone out. */
  leave(): void {
    this.#leaving = true;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#server.selector.unregister(this.#socket);
    this.#socket.close();
    this.#server.forget(this);
  }

  readonly #onReady = (events: number): void => {
    if (events & EVENT_WRITE) this.flush();
    // Somebody else's event in the same round may have closed this one.
    if (events & EVENT_READ && !this.#closed) this.#receive();
  };

  #receive(): void {
    try {
      if (!this.#reader.read(this.#socket, this.#onLine)) this.close();
    } catch (error) {
      this.#fail(error);
    }
  }

  readonly #onLine = (bytes: Buffer, start: number, end: number): void => {
    if (this.#closed || this.#leaving || start === end) return;
    if (bytes[start] === SLASH) obey(this, this.#server, bytes.toString('utf8', start, end));
    else this.#server.broadcast(this, this.#lineToOthers(bytes, start, end));
  };

  /** Written once, however many will get it. */
  #lineToOthers(bytes: Buffer, start: number, end: number): Buffer {
    const line = Buffer.allocUnsafe(this.#nameBytes.length + end - start + 1);
    const at = this.#nameBytes.copy(line);
    bytes.copy(line, at, start, end);
    line[line.length - 1] = NEWLINE;
    return line;
  }

  /** The most usual end of a connection: reset, or its pipe broken. */
  #fail(error: unknown): void {
    if (!(error instanceof OSError)) throw error;
    this.close();
  }

  #watchFor(events: number): void {
    if (events === this.#watchedFor) return;
    this.#server.selector.modify(this.#socket, events, this.#onReady);
    this.#watchedFor = events;
  }
}
