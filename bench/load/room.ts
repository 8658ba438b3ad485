/** A chat's rooms, and who is in them. */
import type { Socket } from 'selectors-ts/socket';
import { Client } from './client.js';
import { MESSAGE_BYTES, Message } from './message.js';

const COUNT_START = 16;

/** What is said goes to everybody but the speaker, who is another each time. */
export class Room {
  /** What a member has to send first. */
  readonly greeting: Buffer;
  /** A line that tells the room, and how many there have been. */
  readonly message = new Message();
  readonly members: Member[] = [];
  said = 0;
  sentMs = 0;
  #missing = 0;

  constructor(number: number) {
    this.greeting = Buffer.from(`${number}\n`);
    this.message.bytes.write(`room ${number} `);
    this.message.bytes.write('\n', MESSAGE_BYTES - 1);
  }

  talk(): void {
    const speaker = this.members[this.said % this.members.length] as Member;
    this.said++;
    this.message.bytes.write(`${this.said} `, COUNT_START);
    this.#missing = this.members.length - 1;
    this.sentMs = performance.now();
    speaker.speak();
  }

  /** Whether everybody has the last message now. */
  countDelivery(): boolean {
    this.#missing--;
    return this.#missing === 0;
  }
}

export class Member extends Client {
  readonly room: Room;
  /** How many of the room's messages are here, or from here. */
  #has = 0;

  constructor(socket: Socket, room: Room) {
    super(socket);
    this.room = room;
    room.members.push(this);
  }

  speak(): void {
    this.#has = this.room.said;
    this.send(this.room.message);
  }

  /** Whether the room's last message has come, all of it. */
  hear(): boolean {
    if (!this.receive(this.room.message)) return false;
    if (this.#has === this.room.said) throw new Error('a message has come twice, or to its sender');
    this.#has = this.room.said;
    return true;
  }
}
