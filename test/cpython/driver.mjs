/**
 * Carries out sequences of operations on our selectors: one JSON line in, one out.
 *
 * driver.py does the same on CPython's. Descriptors are given relative to the first free one, as
 * both take the lowest free number each time: so nothing here may open one in the background.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import {
  EpollSelector,
  KeyError,
  OSError,
  PollSelector,
  RuntimeError,
  SelectSelector,
  ValueError,
} from 'selectors-ts';
import { socketpair } from 'selectors-ts/socket';
import { lines } from './lines.mjs';

const backends = { SelectSelector, PollSelector, EpollSelector };
const expectedErrors = [OSError, KeyError, ValueError, RuntimeError, TypeError];

class File {
  constructor(fd) {
    this.number = fd;
  }

  fileno() {
    return this.number;
  }

  close() {
    if (this.number >= 0) closeSync(this.number);
    this.number = -1;
  }
}

class World {
  objects = new Map();
  peers = new Map();
  numbers = new Map();
  names = new Map();

  constructor(backend, options, first) {
    this.first = first;
    this.selector = new backends[backend](options);
    this.mapping = this.selector.getMap();
  }

  put(place, fileobj, peer) {
    this.close({ place });
    this.closePeer({ place });
    this.objects.set(place, fileobj);
    this.peers.set(place, peer);
    this.numbers.set(place, fileobj.fileno());
    this.names.set(fileobj, this.names.size + 1);
  }

  openSocket({ place }) {
    const [fileobj, peer] = socketpair();
    fileobj.setblocking(false);
    peer.setblocking(false);
    this.put(place, fileobj, peer);
  }

  openFile({ place }) {
    this.put(place, new File(openSync(new URL(import.meta.url), 'r')));
  }

  close({ place }) {
    this.objects.get(place)?.close();
  }

  closePeer({ place }) {
    this.peers.get(place)?.close();
    this.peers.delete(place);
  }

  send({ place }) {
    const peer = this.peers.get(place);
    if (peer) quietly(() => peer.send(Buffer.from('x')));
  }

  receive({ place }) {
    const fileobj = this.objects.get(place);
    if (fileobj?.recv && fileobj.fileno() >= 0) quietly(() => fileobj.recv(1));
  }

  resolve(target) {
    const [[kind, value]] = Object.entries(target);
    if (kind === 'object') return this.objects.get(value) ?? null;
    if (kind === 'numberOf') return this.numbers.get(value) ?? -1;
    if (kind === 'number') return value < 0 ? value : value + this.first;
    return [null, 'text', {}, []][value];
  }

  key(key) {
    if (key === undefined) return null;
    const { fileobj, fd, events, data } = key;
    const name =
      typeof fileobj === 'number'
        ? `number ${fileobj - this.first}`
        : `object ${this.names.get(fileobj)}`;
    return [name, fd - this.first, events, data];
  }

  register({ target, events, data }) {
    return this.key(this.selector.register(this.resolve(target), events, data));
  }

  unregister({ target }) {
    return this.key(this.selector.unregister(this.resolve(target)));
  }

  modify({ target, events, data }) {
    return this.key(this.selector.modify(this.resolve(target), events, data));
  }

  getKey({ target }) {
    return this.key(this.selector.getKey(this.resolve(target)));
  }

  getFromMap({ target }) {
    return this.key(this.mapping.get(this.resolve(target)));
  }

  select() {
    const ready = this.selector.select(0).map(([key, events]) => [...this.key(key), events]);
    return ready.sort((a, b) => a[1] - b[1]);
  }

  map() {
    const mapping = this.selector.getMap();
    return mapping && Array.from(mapping, ([fd, key]) => [fd - this.first, this.key(key)]);
  }

  closeSelector() {
    this.selector.close();
  }

  attempt({ name, ...rest }) {
    try {
      return this[name](rest) ?? null;
    } catch (error) {
      if (!expectedErrors.some((expected) => error instanceof expected)) throw error;
      return error.code ? { error: error.name, code: error.code } : { error: error.name };
    }
  }

  end() {
    this.selector.close();
    for (const place of this.objects.keys()) {
      this.close({ place });
      this.closePeer({ place });
    }
  }
}

function quietly(call) {
  try {
    call();
  } catch (error) {
    if (!(error instanceof OSError)) throw error;
  }
}

// Fills the gaps below, so that the numbers that follow have none.
const filling = Array.from({ length: 64 }, () => openSync('/dev/null', 'r'));

for (const line of lines()) {
  const { ours, options, operations } = JSON.parse(line);
  const world = new World(ours, options, filling.at(-1) + 1);
  const results = operations.map((operation) => world.attempt(operation));
  world.end();
  writeSync(1, `${JSON.stringify(results)}\n`);
}
