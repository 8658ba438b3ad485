// A TCP echo server on Node's net.
import { serve } from './netServer.js';

serve((socket) => {
  socket.on('data', (data) => socket.write(data));
  socket.on('error', () => socket.destroy());
});
