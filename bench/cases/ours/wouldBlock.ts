// A receive from an empty non-blocking socket: ns until null, or until the error is caught.
// wouldBlock tryRecvInto|recvInto
import { BlockingIOError, socketpair } from 'selectors-ts/socket';
import { answerRounds } from '../../rounds/index.js';

const [socket, peer] = socketpair();
const buffer = Buffer.alloc(64);
socket.setblocking(false);

function tryReceive(): void {
  if (socket.tryRecvInto(buffer) !== null) throw new Error('the socket was not empty');
}

function receive(): void {
  try {
    socket.recvInto(buffer);
  } catch (error) {
    if (error instanceof BlockingIOError) return;
    throw error;
  }
  throw new Error('the socket was not empty');
}

answerRounds(process.argv[2] === 'tryRecvInto' ? tryReceive : receive);
peer.close();
socket.close();
