/**
 * How to make an object of each class that can be had from the package.
 */
import * as selectors from 'selectors-ts';
import { BaseSelector, EVENT_READ, SelectorKey } from 'selectors-ts';
import * as multiprocessing from 'selectors-ts/multiprocessing';
import { type Connection, currentProcess, Pipe, Process } from 'selectors-ts/multiprocessing';
import * as select from 'selectors-ts/select';
import { Epoll, KEvent, Kqueue, POLLIN, Poll } from 'selectors-ts/select';
import * as socket from 'selectors-ts/socket';
import { Socket, socketpair } from 'selectors-ts/socket';
import * as threading from 'selectors-ts/threading';
import {
  Barrier,
  Condition,
  currentThread,
  Gil,
  Lock,
  Queue,
  Semaphore,
} from 'selectors-ts/threading';
import { type Callable, internal, isClass } from './surface.js';

export interface Sample {
  make(): object;
  /** Of the class, if the object is of one that is derived from it. */
  readonly prototype?: object;
  /** Arguments that are all right, by the names of methods and setters. Of the others: none. */
  readonly args?: Readonly<Record<string, readonly unknown[]>>;
}

/** What arguments are about. */
const pair = socketpair();
const [file] = pair;
const bytes = Buffer.alloc(1);
const call = () => 1;

const ofSelector = {
  register: [file, EVENT_READ],
  unregister: [file],
  modify: [file, EVENT_READ],
  getKey: [file],
  select: [0],
  selectAsync: [0],
};
const ofKernelObject = {
  register: [file, POLLIN],
  modify: [file, POLLIN],
  unregister: [file],
  poll: [0],
  pollInto: [new Int32Array(2), 0],
  control: [null, 0, 0],
};
const ofSocket = {
  bind: [['127.0.0.1', 0]],
  connect: [['127.0.0.1', 9]],
  connectEx: [['127.0.0.1', 9]],
  recv: [1],
  tryRecv: [1],
  recvInto: [bytes],
  tryRecvInto: [bytes],
  recvfrom: [1],
  recvfromInto: [bytes],
  send: [bytes],
  trySend: [bytes],
  sendall: [bytes],
  sendto: [bytes, ['127.0.0.1', 9]],
  shutdown: [socket.SHUT_RDWR],
  setblocking: [false],
  settimeout: [0],
  getsockopt: [socket.SOL_SOCKET, socket.SO_ERROR],
  setsockopt: [socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1],
};
const ofConnection = { send: [1], sendBytes: [bytes], recvBytesInto: [bytes], poll: [0] };
const ofLock = { acquire: [false] };
const ofCondition = { ...ofLock, wait: [0], waitFor: [call, 0] };
const ofQueue = { put: [1, false], putNowait: [1], get: [false], maxsize: [1] };
const ofGil = { run: [call], allowThreads: [call], acquire: [0], switchInterval: [0.005] };
const ofThread = { join: [0], joinAsync: [0], name: ['name'], daemon: [true] };

function connectionAtItsEnd(): Connection {
  const [connection, other] = Pipe();
  other.close();
  return connection;
}

function closedProcess(): Process {
  const process = new Process();
  process.close();
  return process;
}

/** A class of the user's own. */
class Selector extends (BaseSelector as new () => object) {
  close(): void {}
}

const all: Record<string, Sample> = {
  BaseSelector: { make: () => new Selector(), prototype: BaseSelector.prototype },
  SelectSelector: { make: () => new selectors.SelectSelector(), args: ofSelector },
  PollSelector: { make: () => new selectors.PollSelector(), args: ofSelector },
  EpollSelector: { make: () => new selectors.EpollSelector(), args: ofSelector },
  KqueueSelector: { make: () => new selectors.KqueueSelector(), args: ofSelector },
  DefaultSelector: { make: () => new selectors.DefaultSelector(), args: ofSelector },
  SelectorKey: { make: () => new SelectorKey(file, file.fileno(), EVENT_READ, null) },
  SelectorMap: {
    make: () => new selectors.SelectSelector().getMap() as object,
    args: { get: [file], has: [file] },
  },
  Waker: { make: () => selectors.Waker.from(2 ** 40) },
  Poll: { make: () => new Poll(), args: ofKernelObject },
  Epoll: { make: () => new Epoll(), args: ofKernelObject },
  Kqueue: { make: () => new Kqueue(), args: ofKernelObject },
  KEvent: { make: () => new KEvent(0) },
  Socket: { make: () => new Socket(), args: ofSocket },
  Connection: { make: connectionAtItsEnd, args: ofConnection },
  Process: { make: closedProcess, args: { name: ['name'], daemon: [true] } },
  CurrentProcess: { make: currentProcess, args: { name: ['name'], daemon: [true] } },
  Gil: { make: () => new Gil(), args: ofGil },
  GilTrace: { make: () => new Gil().trace() },
  // One that cannot be started again: a thread would open descriptors meanwhile.
  Thread: { make: currentThread, args: ofThread },
  Lock: { make: () => new Lock(), args: ofLock },
  RLock: { make: () => new threading.RLock(), args: ofLock },
  Condition: { make: () => new Condition(), args: ofCondition },
  Semaphore: { make: () => new Semaphore(), args: { acquire: [false] } },
  BoundedSemaphore: { make: () => new threading.BoundedSemaphore(), args: { acquire: [false] } },
  Event: { make: () => new threading.Event(), args: { wait: [0] } },
  Barrier: { make: () => new Barrier(2), args: { wait: [0] } },
  Queue: { make: () => new Queue(), args: ofQueue },
  Guard: { make: () => new Lock().guard() },
};

const entries = { ...selectors, ...select, ...socket, ...threading, ...multiprocessing };

/** The classes of which objects can be made here; the rest of the system's lack is no class. */
export const samples: ReadonlyMap<string, Sample> = new Map(
  Object.entries(all).filter(([name]) => isAvailable(name)),
);

/** The exported classes without an entry above: none, but for the errors. */
export const unlisted: readonly string[] = Object.entries(entries)
  .filter(
    ([name, value]) => isClass(value) && !(value.prototype instanceof Error) && !(name in all),
  )
  .map(([name]) => name);

function isAvailable(name: string): boolean {
  const Class = (entries as Record<string, unknown>)[name];
  return !isClass(Class) || (Class as { isAvailable?: boolean }).isAvailable !== false;
}

/** What can be called on an object of a class, and the prototype that has it. */
export interface Member {
  readonly name: string;
  readonly called: Callable;
  readonly owner: object;
}

/** Methods, getters and setters, inherited ones too. */
export function membersOf(prototype: object): Member[] {
  const members = new Map<string, Member>();
  for (let owner = prototype; owner !== Object.prototype; owner = Object.getPrototypeOf(owner)) {
    for (const key of Reflect.ownKeys(owner)) {
      const own = typeof key === 'symbol' ? `[${key.description}]` : key;
      if (own === 'constructor' || internal.has(own)) continue;
      const { value, get, set } = Object.getOwnPropertyDescriptor(owner, key) ?? {};
      for (const [called, name] of [
        [value, own],
        [get, `get ${own}`],
        [set, `set ${own}`],
      ]) {
        if (typeof called !== 'function' || members.has(name)) continue;
        members.set(name, { name, called, owner });
      }
    }
  }
  return [...members.values()];
}

/** What closes what `make` has made, so that no garbage collector does. */
export function close(object: object): void {
  (object as Partial<Disposable>)[Symbol.dispose]?.();
}

export function closePair(): void {
  for (const end of pair) end.close();
}
