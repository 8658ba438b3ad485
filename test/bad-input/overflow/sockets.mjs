import { Pipe } from 'selectors-ts/multiprocessing';
import * as socket from 'selectors-ts/socket';
import { scanAll } from './scan.mjs';

const { AF_INET, AF_UNIX, SOCK_DGRAM, SOCK_STREAM, MSG_PEEK, Socket, socketpair } = socket;

const listener = socket.createServer(['127.0.0.1', 0]);
const address = listener.getsockname();
listener.settimeout(2);

/** How it stands, and what there is to receive. */
function stateOf(one) {
  if (one.fileno() < 0) return 'closed';
  try {
    return [one.gettimeout(), String(one.tryRecv(100, MSG_PEEK))];
  } catch (error) {
    return error.code;
  }
}

/** Two connected sockets with bytes under way. */
function pair(name, run, { type = SOCK_STREAM, text = 'hello', timeout = 5 } = {}) {
  return {
    name,
    make() {
      const [here, there] = socketpair(AF_UNIX, type);
      here.settimeout(timeout);
      if (text !== '') there.send(Buffer.from(text));
      const context = { got: null };
      return {
        run: () => run(here, context),
        state: () => [stateOf(here), stateOf(there)],
        close() {
          here.close();
          there.close();
        },
      };
    },
  };
}

/** A call that makes sockets, or connections. */
function making(name, make) {
  return {
    name,
    make() {
      let made = [];
      return {
        run() {
          made = make();
        },
        state: () => made.length,
        close() {
          for (const one of made) one.close();
        },
      };
    },
  };
}

/** A connection that waits to be accepted. */
function accepting(name, accept) {
  return {
    name,
    make() {
      const client = socket.createConnection(address);
      let made = null;
      return {
        run() {
          made = accept();
        },
        // A lost one would be seen by this.
        state: () => made !== null,
        close() {
          (made ?? listener.accept())[0].close();
          client.close();
        },
      };
    },
  };
}

function connection(name, run) {
  return {
    name,
    make() {
      const [here, there] = Pipe();
      there.send({ text: 'hello' });
      const context = { got: null };
      return {
        run: () => run(here, context),
        state() {
          return [here.closed || here.poll(0), there.poll(0)];
        },
        close() {
          here.close();
          there.close();
        },
      };
    },
  };
}

const duplicates = () => socket.fromfd(listener.fileno(), AF_INET, SOCK_STREAM);

/** Not to be made at the end of the stack: the descriptor is the caller's. */
function adopting(name, adopt) {
  return {
    name,
    make() {
      const fd = duplicates().detach();
      let made = null;
      return {
        run() {
          made = adopt(fd);
        },
        state: () => made !== null,
        close: () => (made ?? new Socket(-1, -1, -1, fd)).close(),
      };
    },
  };
}

scanAll([
  making('new Socket()', () => [new Socket(AF_INET, SOCK_DGRAM)]),
  adopting('new Socket() of a descriptor', (fd) => new Socket(-1, -1, -1, fd)),
  making('socketpair()', () => socketpair()),
  making('fromfd()', () => [duplicates()]),
  making('createServer()', () => [socket.createServer(['127.0.0.1', 0])]),
  making('Pipe()', () => Pipe()),
  accepting('accept()', () => listener.accept()),
  accepting('tryAccept()', () => listener.tryAccept()),
  pair('close()', (one) => one.close()),
  {
    name: 'detach()',
    make() {
      const [here, there] = socketpair();
      let fd = -1;
      return {
        run() {
          fd = here.detach();
        },
        state: () => [stateOf(here), fd >= 0],
        close() {
          here.close();
          there.close();
          if (fd >= 0) new Socket(-1, -1, -1, fd).close();
        },
      };
    },
  },
  pair('settimeout()', (one) => one.settimeout(7)),
  pair('setblocking()', (one) => one.setblocking(false)),
  pair('recv()', (one) => one.recv(100)),
  pair('recv() of a large size', (one) => one.recv(100_000)),
  pair('tryRecv()', (one) => one.tryRecv(100)),
  pair('recvInto()', (one) => one.recvInto(Buffer.alloc(100))),
  pair('recvfrom() of a datagram', (one) => one.recvfrom(100), { type: SOCK_DGRAM }),
  pair('recvfromInto()', (one) => one.recvfromInto(Buffer.alloc(100)), { type: SOCK_DGRAM }),
  pair('send()', (one) => one.send(Buffer.from('abc'))),
  pair('sendall()', (one) => one.sendall(Buffer.from('abc'))),
  pair('shutdown()', (one) => one.shutdown(socket.SHUT_WR)),
  pair(
    'recv() that waits in vain',
    (one) => {
      try {
        one.recv(5, 0);
      } catch (error) {
        if (error.code !== 'ETIMEDOUT') throw error;
      }
    },
    { text: '', timeout: 0.0002 },
  ),
  connection('Connection.recv()', (one) => one.recv()),
  connection('Connection.recvBytes()', (one) => one.recvBytes()),
  connection('Connection.send()', (one) => one.send([1, 2, 3])),
  connection('Connection.sendBytes() in two parts', (one) => one.sendBytes(Buffer.alloc(20_000))),
  connection('Connection.close()', (one) => one.close()),
]);
