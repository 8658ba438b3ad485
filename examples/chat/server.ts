import type { Socket } from 'selectors-ts/socket';
import { COMMANDS } from './commands.js';
import { Door } from './door.js';
import { Room } from './room.js';
import type { ChatSelector } from './selector.js';
import { Visitor } from './visitor.js';

const FIRST_ROOM = 'lobby';

/** Visitors in rooms. All of it happens in rounds of one selector. */
export class ChatServer {
  readonly selector: ChatSelector;
  readonly counts = { accepted: 0, connections: 0, delivered: 0, lost: 0, dropped: 0 };
  readonly #door: Door;
  readonly #lose: number;
  readonly #visitors = new Map<string, Visitor>();
  readonly #rooms = new Map<string, Room>();
  readonly #unflushed: Visitor[] = [];

  /**
   * @param lose - how many deliveries to leave out on purpose
   * @throws OSError if the port is taken
   */
  constructor(selector: ChatSelector, port: number, lose = 0) {
    this.selector = selector;
    this.#lose = lose;
    this.#door = new Door(selector, port, (socket) => this.#welcome(socket));
  }

  get port(): number {
    return this.#door.port;
  }

  /**
   * The end of a round: all that it has queued for a visitor goes out in one send(2).
   *
   * @param most - how many visitors to serve in this call
   * @returns whether there are no more
   */
  endRound(most: number): boolean {
    for (const visitor of this.#unflushed.splice(0, most)) visitor.flush();
    return this.#unflushed.length === 0;
  }

  /** Now and then: there may be room again for those who wait at the door. */
  tick(): void {
    this.#door.open();
  }

  /** With the selector, and every connection. */
  close(): void {
    this.#door.close();
    for (const visitor of this.#visitors.values()) {
      visitor.tell('The server is closing');
      visitor.flush();
      visitor.close();
    }
    this.selector.close();
  }

  /** To everybody in the sender's room but the sender. */
  broadcast(sender: Visitor, line: Buffer): void {
    for (const visitor of sender.room.visitors) {
      if (visitor === sender) continue;
      if (this.counts.lost < this.#lose) {
        this.counts.lost++;
        continue;
      }
      this.counts.delivered++;
      visitor.send(line);
    }
  }

  move(visitor: Visitor, roomName: string): void {
    this.#leaveRoom(visitor);
    visitor.room = this.#rooms.get(roomName) ?? new Room(roomName);
    visitor.room.visitors.add(visitor);
    this.#rooms.set(roomName, visitor.room);
  }

  /** @returns false if the name is somebody else's */
  rename(visitor: Visitor, name: string): boolean {
    const owner = this.#visitors.get(name);
    if (owner !== undefined) return owner === visitor;
    this.#visitors.delete(visitor.name);
    this.#visitors.set(name, visitor);
    visitor.name = name;
    return true;
  }

  /** At the end of the round. */
  flushLater(visitor: Visitor): void {
    this.#unflushed.push(visitor);
  }

  forget(visitor: Visitor): void {
    this.counts.connections--;
    this.#leaveRoom(visitor);
    this.#visitors.delete(visitor.name);
  }

  #welcome(socket: Socket): void {
    const visitor = new Visitor(this, socket);
    this.counts.connections++;
    let number = ++this.counts.accepted;
    while (!this.rename(visitor, `guest${number}`)) number++;
    this.move(visitor, FIRST_ROOM);
    visitor.tell(`You are ${visitor.name} in ${FIRST_ROOM}. ${COMMANDS}`);
  }

  #leaveRoom(visitor: Visitor): void {
    const { room } = visitor;
    room.visitors.delete(visitor);
    if (room.visitors.size === 0) this.#rooms.delete(room.name);
  }
}
