/** Clients of a chat server: everybody in a room hears everything that the others say, in its order. */
import { EVENT_READ, EVENT_WRITE } from 'selectors-ts';
import type { Socket } from 'selectors-ts/socket';
import type { Random } from '../run/random.js';
import type { Tally } from '../run/tally.js';
import { connect } from './connect.js';
import type { Readiness } from './readiness.js';

const MEMBERS = 4;
const LINES = 5;
const MOST_BYTES = 300;

interface Conversation {
  readonly waits: Readiness;
  readonly port: number;
  readonly random: Random;
  readonly tally: Tally;
}

export async function converse(conversation: Conversation): Promise<void> {
  const { waits, port, random, tally } = conversation;
  const room = `room${random.integer(0, 2 ** 31)}`;
  const members = Array.from({ length: MEMBERS }, async () => {
    const member = new Member(waits, await connect(waits, port), random.fork());
    await member.join(room);
    tally.connections++;
    return member;
  });
  const all = await Promise.all(members);
  const heard = await Promise.all(all.map((member) => member.talk(LINES * (MEMBERS - 1))));
  for (const [index, lines] of heard.entries()) {
    for (const other of all) {
      if (other !== all[index]) compare(lines, other);
      tally['lines of a chat, compared'] += other === all[index] ? 0 : LINES;
    }
  }
  for (const member of all) member.close();
}

function compare(lines: readonly string[], { name, said }: Member): void {
  const start = `${name}: `;
  const heard = lines.filter((line) => line.startsWith(start));
  if (heard.join('\n') === said.map((line) => start + line).join('\n')) return;
  throw new Error(`${name} has said something else in a chat than what was heard`);
}

class Member {
  name = '';
  readonly said: readonly string[];
  readonly #waits: Readiness;
  readonly #socket: Socket;
  #received = '';

  constructor(waits: Readiness, socket: Socket, random: Random) {
    this.#waits = waits;
    this.#socket = socket;
    this.said = Array.from({ length: LINES }, () =>
      random.bytes(random.integer(1, MOST_BYTES)).toString('hex'),
    );
  }

  async join(room: string): Promise<void> {
    await this.#send(`/join ${room}\n`);
    const [greeting] = await this.#hear(1);
    this.name = /^\* You are (\S+) in/.exec(greeting as string)?.[1] as string;
    await this.#hear(1);
  }

  /** @returns what it has heard */
  async talk(lines: number): Promise<string[]> {
    await this.#send(this.said.map((line) => `${line}\n`).join(''));
    return await this.#hear(lines);
  }

  close(): void {
    this.#socket.close();
  }

  async #send(text: string): Promise<void> {
    let unsent = Buffer.from(text);
    for (;;) {
      unsent = unsent.subarray(this.#socket.trySend(unsent) ?? 0);
      if (unsent.length === 0) return;
      await this.#waits.ready(this.#socket, EVENT_WRITE);
    }
  }

  async #hear(count: number): Promise<string[]> {
    let lines = this.#received.split('\n');
    while (lines.length <= count) {
      const data = this.#socket.tryRecv(64 * 1024);
      if (data === null) await this.#waits.ready(this.#socket, EVENT_READ);
      else if (data.length === 0) throw new Error('a chat server has closed a connection');
      else this.#received += data.toString('latin1');
      lines = this.#received.split('\n');
    }
    this.#received = lines.splice(count).join('\n');
    return lines;
  }
}
