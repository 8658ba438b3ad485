/**
 * How what is not from this folder gets into another thread.
 */

import { ValueError } from '../errors/index.js';
import { bindToThread, carry } from '../marshal/index.js';
import { BaseSelector, Waker } from '../selectors/index.js';
import { giveAway, Socket } from '../socket/index.js';
// These say so themselves, where a thread has loaded them.
import './barrier.js';
import './condition.js';
import './event.js';
import './lock.js';
import './queue.js';
import './semaphore.js';

interface MovedSocket {
  readonly fd: number;
  readonly family: number;
  readonly type: number;
  readonly proto: number;
  readonly timeout: number | null;
}

carry<Socket>({
  tag: 'Socket',
  owns: (object) => object instanceof Socket,
  pack: (socket) => {
    const { family, type, proto } = socket;
    const fd = socket.fileno();
    if (fd < 0) throw new ValueError('a closed socket cannot be given to a thread');
    const data: MovedSocket = { fd, family, type, proto, timeout: socket.gettimeout() };
    const isCurrent = () => socket.fileno() === fd;
    return { data, descriptor: fd, isCurrent, left: () => giveAway(socket) };
  },
  unpack: ({ fd, family, type, proto, timeout }: MovedSocket) => {
    const socket = new Socket(family, type, proto, fd);
    socket.settimeout(timeout);
    return socket;
  },
});

carry<Waker>({
  tag: 'Waker',
  owns: (object) => object instanceof Waker,
  pack: ({ handle }) => ({ data: handle }),
  unpack: (handle: number) => Waker.from(handle),
});

bindToThread((object) => object instanceof BaseSelector);
bindToThread((object) => 'fileno' in object && typeof object.fileno === 'function');
