/**
 * Carries out sequences of operations on our sockets: one JSON line in, one out.
 *
 * driver.py does the same on CPython's. Both take the lowest free descriptor each time, so that an object
 * whose descriptor was closed by another comes to stand for the same socket in both.
 */
import { mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as sockets from 'selectors-ts/socket';
import { lines } from '../lines.mjs';

const { AF_UNIX, OSError, Socket, SOCK_DGRAM, SOCK_STREAM, SOL_SOCKET } = sockets;
const FLAGS = {
  none: 0,
  peek: sockets.MSG_PEEK,
  dontWait: sockets.MSG_DONTWAIT,
  waitAll: sockets.MSG_WAITALL,
};

class World {
  places = new Map();
  /** The last path that a socket of each place was bound to. */
  paths = new Map();
  opened = [];

  put(place, socket) {
    this.places.set(place, socket);
    this.opened.push(socket);
    this.setLimit({ place, isSending: false, limitUs: 2000 });
    this.setLimit({ place, isSending: true, limitUs: 2000 });
  }

  bind(place) {
    const path = `s${this.opened.length}`;
    this.places.get(place).bind(path);
    this.paths.set(place, path);
  }

  at(place) {
    if (!this.places.has(place)) this.openStream({ place });
    return this.places.get(place);
  }

  pathOf(place) {
    return this.paths.get(place) ?? 'nowhere';
  }

  openStream({ place }) {
    this.put(place, new Socket(AF_UNIX, SOCK_STREAM));
  }

  openDatagram({ place }) {
    this.put(place, new Socket(AF_UNIX, SOCK_DGRAM));
    this.bind(place);
  }

  openPair({ place, other, datagrams }) {
    const [left, right] = sockets.socketpair(AF_UNIX, datagrams ? SOCK_DGRAM : SOCK_STREAM);
    this.put(place, left);
    this.put(other, right);
  }

  openServer({ place }) {
    this.openStream({ place });
    this.bind(place);
    this.places.get(place).listen(50);
  }

  openAlias({ place, other }) {
    this.put(place, new Socket(-1, -1, -1, this.at(other).fileno()));
  }

  connect({ place, other }) {
    this.at(place).connect(this.pathOf(other));
  }

  connectEx({ place, other }) {
    return this.at(place).connectEx(this.pathOf(other));
  }

  accept({ place, other }) {
    const [socket, address] = this.at(place).accept();
    this.put(other, socket);
    return address;
  }

  setTimeout({ place, timeout }) {
    this.at(place).settimeout(timeout);
  }

  setBlocking({ place, isBlocking }) {
    this.at(place).setblocking(isBlocking);
  }

  setLimit({ place, isSending, limitUs }) {
    const seconds = Math.floor(limitUs / 1e6);
    const limit = new BigInt64Array([BigInt(seconds), BigInt(limitUs - seconds * 1e6)]);
    const option = isSending ? sockets.SO_SNDTIMEO : sockets.SO_RCVTIMEO;
    this.at(place).setsockopt(SOL_SOCKET, option, limit);
  }

  send({ place, text }) {
    return this.at(place).send(Buffer.from(text));
  }

  sendAll({ place, text }) {
    this.at(place).sendall(Buffer.from(text));
  }

  sendMuch({ place }) {
    this.at(place).sendall(Buffer.alloc(500_000, 'm'));
  }

  sendTo({ place, other, text }) {
    return this.at(place).sendto(Buffer.from(text), this.pathOf(other));
  }

  receive({ place, size, flags }) {
    return this.at(place).recv(size, FLAGS[flags]).toString();
  }

  receiveInto({ place, size, flags }) {
    const buffer = Buffer.alloc(size, '.');
    const count = this.at(place).recvInto(buffer, 0, FLAGS[flags]);
    return [count, buffer.toString()];
  }

  receiveFrom({ place, size, flags }) {
    const [data, address] = this.at(place).recvfrom(size, FLAGS[flags]);
    return [data.toString(), address];
  }

  receiveAll({ place }) {
    let count = 0;
    for (;;) {
      const { length } = this.at(place).recv(1_000_000, FLAGS.dontWait);
      if (length === 0) return count;
      count += length;
    }
  }

  shutDown({ place, how }) {
    this.at(place).shutdown(how);
  }

  close({ place }) {
    this.at(place).close();
  }

  describe({ place }) {
    const socket = this.at(place);
    return [socket.gettimeout(), socket.getblocking(), socket.type, socket.getsockname()];
  }

  attempt({ name, ...rest }) {
    try {
      return this[name](rest) ?? null;
    } catch (error) {
      if (!(error instanceof OSError) && !(error instanceof sockets.ValueError)) throw error;
      // CPython's has no errno.
      return error.name === 'TimeoutError' ? [error.name] : [error.name, error.code];
    }
  }

  end() {
    for (const socket of this.opened) {
      try {
        socket.close();
      } catch (error) {
        if (!(error instanceof OSError)) throw error;
      }
    }
  }
}

// Fills the gaps below, so that the numbers that follow have none.
for (let i = 0; i < 64; i++) openSync('/dev/null', 'r');

for (const line of lines()) {
  const folder = mkdtempSync(join(tmpdir(), 'selectors-ts-'));
  process.chdir(folder);
  const world = new World();
  const results = JSON.parse(line).map((operation) => world.attempt(operation));
  world.end();
  rmSync(folder, { recursive: true });
  writeSync(1, `${JSON.stringify(results)}\n`);
}
