// A chat server. A client's first line is the number of its room and is sent back; each later line
// goes to everybody else in the room. What a client has not yet taken is queued, and a client with
// too long a queue is cut off.
// chatServer BACKEND
import { EVENT_READ, EVENT_WRITE } from 'selectors-ts';
import { OSError, SHUT_RDWR, type Socket } from 'selectors-ts/socket';
import type { Backend } from '../../results/index.js';
import { type ServerSelector, serve } from './server.js';

const MOST_QUEUED_BYTES = 1 << 20;
const NEWLINE = 10;

const buffer = Buffer.alloc(65_536);
const nothing = Buffer.alloc(0);
const rooms = new Map<number, Set<Client>>();

function roomOf(line: Buffer): Set<Client> {
  const number = Number.parseInt(line.toString('latin1'), 10);
  let room = rooms.get(number);
  if (room === undefined) {
    room = new Set();
    rooms.set(number, room);
  }
  return room;
}

class Client {
  readonly #selector: ServerSelector;
  readonly #socket: Socket;
  #room: Set<Client> | undefined;
  #unfinished = nothing;
  #queue = nothing;
  readonly #onReady = (mask: number): void => {
    try {
      if (mask & EVENT_WRITE) this.#flush();
      if (mask & EVENT_READ) this.#receive();
    } catch (error) {
      if (!(error instanceof OSError)) throw error;
      this.#drop();
    }
  };

  constructor(selector: ServerSelector, socket: Socket) {
    this.#selector = selector;
    this.#socket = socket;
    selector.register(socket, EVENT_READ, this.#onReady);
  }

  #receive(): void {
    const received = this.#socket.tryRecvInto(buffer);
    if (received === null) return;
    if (received === 0) {
      this.#drop();
      return;
    }
    const data = buffer.subarray(0, received);
    const whole = data.lastIndexOf(NEWLINE) + 1;
    if (whole > 0) {
      const lines = data.subarray(0, whole);
      this.#take(this.#unfinished.length > 0 ? Buffer.concat([this.#unfinished, lines]) : lines);
      this.#unfinished = nothing;
    }
    if (whole < received) {
      this.#unfinished = Buffer.concat([this.#unfinished, data.subarray(whole)]);
    }
  }

  #take(lines: Buffer): void {
    if (this.#room === undefined) {
      const first = lines.indexOf(NEWLINE) + 1;
      this.#room = roomOf(lines);
      this.#room.add(this);
      this.#send(lines.subarray(0, first));
      lines = lines.subarray(first);
    }
    if (lines.length === 0) return;
    for (const member of this.#room) {
      if (member !== this) member.#send(lines);
    }
  }

  #send(lines: Buffer): void {
    if (this.#queue.length > 0) {
      this.#enqueue(lines);
      return;
    }
    try {
      const sent = this.#socket.trySend(lines) ?? 0;
      if (sent < lines.length) this.#enqueue(lines.subarray(sent));
    } catch (error) {
      // A connection that is gone reports itself to the selector too, and is dropped then.
      if (!(error instanceof OSError)) throw error;
    }
  }

  #enqueue(lines: Buffer): void {
    if (this.#queue.length + lines.length > MOST_QUEUED_BYTES) {
      this.#socket.shutdown(SHUT_RDWR);
      return;
    }
    if (this.#queue.length === 0) {
      this.#selector.modify(this.#socket, EVENT_READ | EVENT_WRITE, this.#onReady);
    }
    this.#queue = Buffer.concat([this.#queue, lines]);
  }

  #flush(): void {
    const sent = this.#socket.trySend(this.#queue) ?? 0;
    this.#queue = this.#queue.subarray(sent);
    if (this.#queue.length === 0) {
      this.#selector.modify(this.#socket, EVENT_READ, this.#onReady);
    }
  }

  #drop(): void {
    this.#room?.delete(this);
    this.#selector.unregister(this.#socket);
    this.#socket.close();
  }
}

serve(process.argv[2] as Backend, (selector, socket) => new Client(selector, socket));
