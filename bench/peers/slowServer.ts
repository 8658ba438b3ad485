// A server on Node's net that takes its time for each answer, which is the moment of its leaving in
// ns by CLOCK_MONOTONIC, a double. All askers at once are answered no slower than one.
// slowServer DELAY_MS
import { serve } from './netServer.js';

const delayMs = Number(process.argv[2]);

serve((socket) => {
  const answer = () => {
    const stamp = Float64Array.of(Number(process.hrtime.bigint()));
    socket.write(new Uint8Array(stamp.buffer));
  };
  socket.on('data', () => setTimeout(answer, delayMs));
  socket.on('error', () => socket.destroy());
});
