/**
 * What objects print as: `console.log()`, `String()`.
 */
import { inspect } from 'node:util';
import { BaseSelector, EVENT_READ, SelectorKey, SelectSelector } from 'selectors-ts';
import { type Connection, Pipe, Process } from 'selectors-ts/multiprocessing';
import { Epoll, KEvent, KQ_FILTER_READ, Poll } from 'selectors-ts/select';
import { AF_INET6, SOCK_DGRAM, Socket, socketpair } from 'selectors-ts/socket';
import { Gil, Lock, Queue, Thread } from 'selectors-ts/threading';
import { describe, expect, onTestFinished, test } from 'vitest';
import { close, samples } from '../bad-input/samples.js';
import { hasEpoll, hasKqueue, hasSignals } from '../support/capabilities.js';

function opened<T extends object>(object: T): T {
  onTestFinished(() => close(object));
  return object;
}

const openSocket = (...kind: number[]) => opened(new Socket(...kind));

describe('a socket', () => {
  test('says what it was made with', () => {
    const socket = openSocket(AF_INET6, SOCK_DGRAM);
    const text = `<Socket fd=${socket.fileno()}, family=AF_INET6, type=SOCK_DGRAM, proto=0>`;
    expect([inspect(socket), String(socket), `${socket}`]).toEqual([text, text, text]);
  });

  test('says that it is closed', () => {
    const socket = openSocket();
    socket.close();
    expect(inspect(socket)).toBe(
      '<Socket [closed] fd=-1, family=AF_INET, type=SOCK_STREAM, proto=0>',
    );
  });

  test('gives numbers that have no name as they are', () => {
    const socket = opened(new Socket(1234, 99, 7, opened(new Socket()).detach()));
    expect(inspect(socket)).toContain('family=1234, type=99, proto=7>');
  });
});

test('selectors say what waits for how many', () => {
  const [a] = socketpair().map(opened);
  const selector = opened(new SelectSelector());
  selector.register(a as Socket, EVENT_READ);
  expect(`${selector}`).toBe('<SelectSelector backend=select, registered=1>');
  selector.close();
  expect(`${selector}`).toBe('<SelectSelector [closed] backend=select, registered=0>');
  class Server extends SelectSelector {}
  expect(`${opened(new Server())}`).toBe('<Server backend=select, registered=0>');
});

test('the map of a selector shows its keys, as deep as is asked', () => {
  const [a] = socketpair().map(opened) as [Socket, Socket];
  const selector = opened(new SelectSelector());
  selector.register(a, EVENT_READ, 'data');
  const map = selector.getMap();
  expect(`${map}`).toBe('<SelectorMap: 1 registered>');
  expect(inspect(map)).toContain("data: 'data'");
  expect(inspect(map, { depth: 0 })).toBe('<SelectorMap: 1 registered> [ [SelectorKey] ]');
  expect(inspect([map], { depth: 0 })).toBe('[ <SelectorMap: 1 registered> ]');
});

test('keys look like their fields, and like Python’s as text', () => {
  const socket = openSocket();
  const key = new SelectorKey(socket, 5, EVENT_READ, { a: { b: 1 } });
  expect(inspect(key, { breakLength: Number.POSITIVE_INFINITY })).toBe(
    `SelectorKey { fileobj: ${socket}, fd: 5, events: 1, data: { a: { b: 1 } } }`,
  );
  expect(`${key}`).toBe(`SelectorKey(fileobj=${socket}, fd=5, events=1, data={ a: [Object] })`);
  expect(`${new SelectorKey(0, 0, 1, null)}`).toBe(
    'SelectorKey(fileobj=0, fd=0, events=1, data=null)',
  );
});

test('kernel objects', () => {
  const poll = new Poll();
  poll.register(0);
  expect(`${poll}`).toBe('<Poll: 1 registered>');
  if (hasEpoll) {
    const epoll = opened(new Epoll());
    expect(`${epoll}`).toBe(`<Epoll fd=${epoll.fileno()}>`);
    epoll.close();
    expect(`${epoll}`).toBe('<Epoll [closed] fd=-1>');
  }
  if (hasKqueue) {
    const filter = KQ_FILTER_READ; // Another number on NetBSD.
    expect(`${new KEvent(3)}`).toBe(
      `<KEvent ident=3 filter=${filter} flags=0x1 fflags=0x0 data=0 udata=0>`,
    );
  }
});

test('a Gil says who holds it', () => {
  const gil = new Gil();
  expect(`${gil}`).toBe('<unlocked Gil>');
  gil.run(() => expect(`${Gil.from(gil.handle)}`).toBe('<Gil held by this thread>'));
  const trace = gil.trace();
  expect(`${trace}`).toBe('<GilTrace: recording>');
  trace.stop();
  expect(`${trace}`).toBe('<GilTrace: stopped>');
});

test('a guard says of what', () => {
  const lock = new Lock();
  const guard = lock.guard();
  expect(`${guard}`).toBe('<Guard of <locked Lock>>');
  guard[Symbol.dispose]();
  expect(`${guard}`).toBe('<released Guard>');
});

test('ends of pipes', () => {
  const [reader, writer] = Pipe(false).map(opened) as [Connection, Connection];
  expect(`${reader}`).toBe(`<Connection fd=${reader.fileno()}, readable>`);
  expect(`${writer}`).toBe(`<Connection fd=${writer.fileno()}, writable>`);
  writer.close();
  expect(`${writer}`).toBe('<Connection [closed] fd=-1, writable>');
});

test.runIf(hasSignals)('a process that a signal has ended', () => {
  const child = new Process({ name: 'victim', target: () => setInterval(() => {}, 1000) });
  child.start();
  const { pid } = child;
  child.kill();
  child.join();
  expect(`${child}`).toBe(
    `<Process name='victim' pid=${pid} parent=${process.pid} stopped exitcode=-SIGKILL>`,
  );
});

describe.each([...samples])('%s', (className, sample) => {
  const prototype = sample.prototype ?? Object.getPrototypeOf(sample.make());

  test('prints its class', () => {
    const object = opened(sample.make());
    const { name } = object.constructor;
    const isProcess = className.endsWith('Process');
    for (const text of [inspect(object), String(object)]) {
      expect(text).toContain(isProcess ? 'Process' : name);
      expect(text).not.toMatch(/uncloneable|incomparable/);
    }
  });

  test('prints whatever looks like it', () => {
    const object = opened(sample.make());
    class Derived extends (object.constructor as new () => object) {}
    const lookalikes = [
      prototype,
      Derived.prototype,
      Object.create(prototype),
      Object.create(object),
      new Proxy(object, {}),
      Proxy.revocable(object, {}).proxy,
    ];
    for (const lookalike of lookalikes) {
      expect(inspect(lookalike)).toBeTypeOf('string');
      expect(inspect({ nested: [lookalike] }, { depth: 9, colors: true })).toBeTypeOf('string');
    }
    expect(`${prototype}`).toBe(`<${prototype.constructor.name}.prototype>`);
    expect(`${Derived.prototype}`).toBe('<Derived.prototype>');
  });
});

describe('classes derived by the user', () => {
  test('are named', () => {
    class Client extends Socket {}
    class Jobs extends Queue {}
    class Job extends Thread {}
    expect(inspect(opened(new Client()))).toMatch(/^<Client fd=\d+, /);
    expect(inspect(new Jobs(3))).toBe('<Jobs: 0/3>');
    expect(inspect(new Job({ name: 'n', daemon: true }))).toBe('<Job(n, initial daemon)>');
    expect(inspect(opened(new (class extends Socket {})()))).toMatch(/^<Socket fd=\d+, /);
  });

  test('print as they say', () => {
    class Client extends Socket {
      override toString(): string {
        return `a client, ${super.toString()}`;
      }
    }
    expect(inspect(opened(new Client()))).toMatch(/^a client, <Client fd=/);
  });

  test('get no code called for their names', () => {
    class Hostile extends Lock {
      static override get name(): string {
        throw new Error('called');
      }
      override locked(): boolean {
        throw new Error('called');
      }
    }
    expect(inspect(new Hostile())).toBe('<unlocked Lock>');
  });

  test('of BaseSelector', () => {
    class Fake extends (BaseSelector as new () => object) {}
    expect(inspect(new Fake())).toBe('<Fake>');
  });
});

test('colours', () => {
  expect(inspect(new Lock(), { colors: true })).toBe('\u001B[36m<unlocked Lock>\u001B[39m');
});
