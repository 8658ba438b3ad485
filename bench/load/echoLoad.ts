// Keeps one message in flight on each connection to an echo server, until the round's time is over and
// the last echo in: messages, their rate, and how long each took from being sent to its echo. As the
// server always has work, that is the time for which a message waits behind the others.
// echoLoad CONNECTIONS PORT SERVER_PID
import type { Socket } from 'selectors-ts/socket';
import { pinApart } from '../processors/index.js';
import { answerFigures, type Figures } from '../rounds/index.js';
import { Client } from './client.js';
import { connectAll } from './connect.js';
import { Crowd } from './crowd.js';
import { Message } from './message.js';
import { Meter } from './meter.js';

/** Says whose it is, and which of theirs. */
const message = new Message();

class Talker extends Client {
  sentMs = 0;
  readonly #number: number;
  #sent = 0;

  constructor(socket: Socket, number: number) {
    super(socket);
    this.#number = number;
  }

  say(): void {
    this.#sent++;
    this.sentMs = performance.now();
    this.send(this.#message());
  }

  hear(): boolean {
    return this.receive(this.#message());
  }

  #message(): Message {
    message.words[0] = this.#number;
    message.words[1] = this.#sent;
    return message;
  }
}

const [connections, port, serverPid] = process.argv.slice(2).map(Number) as [
  number,
  number,
  number,
];
pinApart(serverPid);
const greetings = Array.from({ length: connections }, () => message.bytes);
const talkers = connectAll(port, greetings).map((socket, number) => new Talker(socket, number));
using crowd = new Crowd(talkers);
const meter = new Meter();

function round(roundMs: number): Figures {
  let busy = connections;
  meter.start(roundMs);
  for (const talker of talkers) talker.say();
  while (busy > 0) {
    // First all that has come, then all that goes: to send is less work than to echo, so that the
    // server does not run out of it meanwhile. Its sleep would be in its CPU time.
    const heard: Talker[] = [];
    for (const [{ data: talker }] of crowd.wait()) {
      if (!talker.hear()) continue;
      meter.messages++;
      meter.record(talker.sentMs);
      if (meter.isOver) busy--;
      else heard.push(talker);
    }
    for (const talker of heard) talker.say();
  }
  return meter.finish();
}

await answerFigures(round);
