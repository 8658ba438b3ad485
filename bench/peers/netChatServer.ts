// A chat server on Node's net. A client's first line is the number of its room and is sent back;
// each later line goes to everybody else in the room. A client with too long a queue is cut off.
import type { Socket } from 'node:net';
import { serve } from './netServer.js';

const MOST_QUEUED_BYTES = 1 << 20;
const NEWLINE = 10;

const rooms = new Map<number, Set<Socket>>();

function send(socket: Socket, lines: Buffer): void {
  if (socket.writableLength > MOST_QUEUED_BYTES) socket.destroy();
  else socket.write(lines);
}

function roomOf(line: Buffer): Set<Socket> {
  const number = Number.parseInt(line.toString('latin1'), 10);
  let room = rooms.get(number);
  if (room === undefined) {
    room = new Set();
    rooms.set(number, room);
  }
  return room;
}

serve((socket) => {
  let room: Set<Socket> | undefined;
  let unfinished: Buffer | undefined;

  function take(lines: Buffer): void {
    if (room === undefined) {
      const first = lines.indexOf(NEWLINE) + 1;
      room = roomOf(lines);
      room.add(socket);
      send(socket, lines.subarray(0, first));
      lines = lines.subarray(first);
    }
    if (lines.length === 0) return;
    for (const member of room) {
      if (member !== socket) send(member, lines);
    }
  }

  socket.on('data', (received) => {
    const data = unfinished === undefined ? received : Buffer.concat([unfinished, received]);
    const whole = data.lastIndexOf(NEWLINE) + 1;
    unfinished = whole === data.length ? undefined : data.subarray(whole);
    if (whole > 0) take(data.subarray(0, whole));
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => room?.delete(socket));
});
