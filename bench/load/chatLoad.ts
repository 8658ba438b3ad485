// Fills a chat server's rooms. A few rooms at a time talk, each sending its next message when everybody
// there has the last one, until the round's time is over: messages, which are deliveries, their rate,
// and how long each message took from being sent to its last delivery. The first dozen on a connection
// after a pause cost the server most: Linux then acknowledges each at once, at the sender's expense. So
// only rounds of like length compare.
// chatLoad CONNECTIONS ROOM_SIZE TALKING_ROOMS PORT SERVER_PID
import { pinApart } from '../processors/index.js';
import { answerFigures, type Figures } from '../rounds/index.js';
import { connectAll } from './connect.js';
import { Crowd } from './crowd.js';
import { Meter } from './meter.js';

import { Member, Room } from './room.js';

const [connections, roomSize, talkingRooms, port, serverPid] = process.argv
  .slice(2)
  .map(Number) as [number, number, number, number, number];
pinApart(serverPid);
const rooms = Array.from({ length: connections / roomSize }, (_, number) => new Room(number));
const seats = Array.from({ length: connections }, (_, i) => rooms[i % rooms.length] as Room);
const sockets = connectAll(
  port,
  seats.map((room) => room.greeting),
);
using crowd = new Crowd(sockets.map((socket, i) => new Member(socket, seats[i] as Room)));
const meter = new Meter();
const talking = Math.min(talkingRooms, rooms.length);
let nextRoom = 0;

function round(roundMs: number): Figures {
  let busy = talking;
  meter.start(roundMs);
  for (let i = 0; i < talking; i++) {
    (rooms[nextRoom] as Room).talk();
    nextRoom = (nextRoom + 1) % rooms.length;
  }
  while (busy > 0) {
    for (const [{ data: member }] of crowd.wait()) {
      if (!member.hear()) continue;
      meter.messages++;
      const { room } = member;
      if (!room.countDelivery()) continue;
      meter.record(room.sentMs);
      if (meter.isOver) busy--;
      else room.talk();
    }
  }
  return meter.finish();
}

await answerFigures(round);
