/**
 * Who is in which room: client `i` is in room `i % rooms`, as number `floor(i / rooms)` there.
 */
export class Seating {
  readonly clients: number;
  readonly rooms: number;
  /** Of the fullest. */
  readonly roomSize: number;

  constructor(clients: number, roomSize: number) {
    this.clients = clients;
    this.rooms = Math.ceil(clients / roomSize);
    this.roomSize = Math.ceil(clients / this.rooms);
  }

  roomOf(client: number): number {
    return client % this.rooms;
  }

  seatOf(client: number): number {
    return Math.floor(client / this.rooms);
  }

  /** How many others are in a client's room: its messages are delivered so often. */
  othersNear(client: number): number {
    return Math.ceil((this.clients - this.roomOf(client)) / this.rooms) - 1;
  }

  /** All who are in a client's room, itself too. */
  *around(client: number): Generator<number> {
    for (let i = this.roomOf(client); i < this.clients; i += this.rooms) yield i;
  }
}
