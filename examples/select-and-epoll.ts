/**
 * What select(2) does and what epoll(7) does with the same sockets, step by step.
 *
 * select() keeps nothing: each call is told of every descriptor, and the kernel looks at each. epoll
 * is told once; the kernel takes note when something happens, and a wait hands out just that.
 */
import { EPOLLET, EPOLLHUP, EPOLLIN, EPOLLOUT, Epoll, select } from 'selectors-ts/select';
import { type Socket, socketpair } from 'selectors-ts/socket';

if (!Epoll.isAvailable) {
  console.log(`There is no epoll on ${process.platform}.`);
  process.exit();
}

// Three conversations. We watch our ends: a, b and c.
const [a, peerOfA] = socketpair();
const [b, peerOfB] = socketpair();
const [c, peerOfC] = socketpair();
const names = new Map([
  [a.fileno(), 'a'],
  [b.fileno(), 'b'],
  [c.fileno(), 'c'],
]);
const NO_WAITING = 0;

function nameOf(socket: Socket): string | undefined {
  return names.get(socket.fileno());
}

function title(text: string): void {
  console.log(`\n${text}`);
}

function askSelect(readers: Socket[], writers: Socket[] = []): void {
  const [readable, writable] = select(readers, writers, [], NO_WAITING);
  const found = [
    ...readable.map((socket) => `${nameOf(socket)} readable`),
    ...writable.map((socket) => `${nameOf(socket)} writable`),
  ];
  const asked = [readers, writers].map((sockets) => `[${sockets.map(nameOf).join(' ')}]`);
  console.log(`  select(${asked.join(', ')})  ->  ${found.join(', ') || 'nothing'}`);
}

function askEpoll(): void {
  const found = epoll.poll(NO_WAITING).map(([fd, events]) => {
    const words = [
      events & EPOLLIN ? 'readable' : '',
      events & EPOLLOUT ? 'writable' : '',
      events & EPOLLHUP ? 'hung up' : '',
    ];
    return `${names.get(fd)} ${words.filter((word) => word !== '').join(' and ')}`;
  });
  console.log(`  epoll.poll()         ->  ${found.join(', ') || 'nothing'}`);
}

title('epoll is told once of a, b and c: a system call for each. select() is told nothing yet.');
using epoll = new Epoll();
for (const socket of [a, b, c]) epoll.register(socket, EPOLLIN);

title('Nobody has written anything.');
askSelect([a, b, c]);
askEpoll();

title('Somebody writes to b. select() hears of all three again; epoll knows them.');
peerOfB.send(Buffer.from('hello'));
askSelect([a, b, c]);
askEpoll();

title('Asked again, before b has been read: both tell how things are, not what has changed.');
askSelect([a, b, c]);
askEpoll();

title('b has been read.');
b.recv(100);
askSelect([a, b, c]);
askEpoll();

title('The other end of a is closed, and somebody writes to c. For select() the end is readable.');
peerOfA.close();
peerOfC.send(Buffer.from('hello'));
askSelect([a, b, c]);
askEpoll();

title('From now on we want to write to b. select() is told at the next call, epoll now.');
epoll.modify(b, EPOLLIN | EPOLLOUT);
askSelect([a, b, c], [b]);
askEpoll();

title('a is of no more interest, and closed: epoll forgets it by itself.');
a.close();
epoll.modify(b, EPOLLIN);
askSelect([b, c]);
askEpoll();

title('What select() cannot do: edge-triggered, c is handed out once, until more comes.');
epoll.modify(c, EPOLLIN | EPOLLET);
askSelect([b, c]);
askEpoll();
askSelect([b, c]);
askEpoll();

for (const socket of [b, c, peerOfB, peerOfC]) socket.close();
