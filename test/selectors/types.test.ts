/**
 * Checked by the compiler, `npm run check:types`, and then run.
 */
import {
  type BaseSelector,
  DefaultSelector,
  type DefaultSelectorClass,
  EpollSelector,
  EVENT_READ,
  EVENT_WRITE,
  type FileObject,
  KqueueSelector,
  PollSelector,
  type SelectorKey,
  SelectSelector,
} from 'selectors-ts';
import { createServer, type Socket, type SocketAddress, socketpair } from 'selectors-ts/socket';
import { expect, expectTypeOf, onTestFinished, test } from 'vitest';

type Handler = (socket: Socket, mask: number) => string;

test("key.fileobj and key.data have the selector's own types, without a cast", () => {
  using selector = new DefaultSelector<Socket, Handler>();
  const listener = createServer(['127.0.0.1', 0]);
  onTestFinished(() => listener.close());
  const [left, right] = socketpair();
  onTestFinished(() => {
    left.close();
    right.close();
  });
  selector.register(listener, EVENT_READ, (socket) => `${socket.getsockname()}`);
  selector.register(left, EVENT_READ, (socket) => socket.recv(5).toString());
  right.send(Buffer.from('hello'));

  for (const [key, mask] of selector.select()) {
    expectTypeOf(key.fileobj).toEqualTypeOf<Socket>();
    expectTypeOf(key.fileobj.accept).returns.toEqualTypeOf<
      [connection: Socket, address: SocketAddress]
    >();
    expectTypeOf(key.data).toEqualTypeOf<Handler>();
    expect(key.data(key.fileobj, mask)).toBe('hello');
  }
});

test('the types of keys, maps and the default', () => {
  using selector = new EpollSelector<Socket, { name: string }>();
  expectTypeOf(selector).toExtend<BaseSelector<Socket, { name: string }>>();
  expectTypeOf(selector).toExtend<DefaultSelector<Socket, { name: string }>>();
  expectTypeOf(selector.select).returns.toEqualTypeOf<
    Array<[key: SelectorKey<Socket, { name: string }>, events: number]>
  >();
  expectTypeOf(selector.getKey).returns.toEqualTypeOf<SelectorKey<Socket, { name: string }>>();
  expectTypeOf<DefaultSelector['select']>().returns.toEqualTypeOf<
    Array<[key: SelectorKey, events: number]>
  >();
  expectTypeOf(selector).toExtend<BaseSelector>();
  // @ts-expect-error The point of the line: a selector of Sockets takes no text.
  expect(() => selector.register('text', EVENT_READ, { name: 'x' })).toThrow();
  for (const [fd, key] of selector.getMap() ?? []) {
    expectTypeOf(fd).toEqualTypeOf<number>();
    expectTypeOf(key.data.name).toEqualTypeOf<string>();
  }
});

const classes = { EpollSelector, KqueueSelector, PollSelector, SelectSelector };

test.each(Object.entries(classes).filter(([, { isAvailable }]) => isAvailable))(
  'data can be left out of %s where null is data too',
  (_, Selector: DefaultSelectorClass) => {
    using withNull = new Selector<Socket, string | null>();
    using withAny = new Selector();
    const [left, right] = socketpair();
    onTestFinished(() => {
      left.close();
      right.close();
    });
    expectTypeOf(withNull.register(left, EVENT_READ).data).toEqualTypeOf<string | null>();
    withNull.modify(left, EVENT_WRITE, 'writing');
    expect(withNull.modify(left, EVENT_READ).data).toBeNull();
    expect(withAny.register(left, EVENT_READ).data).toBeNull();
    expect(withAny.modify(left, EVENT_WRITE, undefined).data).toBeNull();
  },
);

test('data cannot be left out where it is something else', () => {
  // Compiled, not called.
  void function check(
    base: BaseSelector<Socket, string>,
    preferred: DefaultSelector<Socket, Handler>,
    epoll: EpollSelector<Socket, string>,
    kqueue: KqueueSelector<Socket, { name: string }>,
    poll: PollSelector<Socket, string | undefined>,
    select: SelectSelector<Socket, boolean>,
    socket: Socket,
  ) {
    // @ts-expect-error The data is left out.
    base.register(socket, EVENT_READ);
    // @ts-expect-error The data is left out.
    base.modify(socket, EVENT_READ);
    // @ts-expect-error This selector has no null for data.
    base.register(socket, EVENT_READ, null);
    // @ts-expect-error There is one argument for data.
    base.register(socket, EVENT_READ, 'one', 'two');
    // @ts-expect-error The data is left out.
    preferred.register(socket, EVENT_READ);
    // @ts-expect-error The data is left out.
    preferred.modify(socket, EVENT_READ);
    // @ts-expect-error The data is left out.
    epoll.register(socket, EVENT_READ);
    // @ts-expect-error The data is left out.
    epoll.modify(socket, EVENT_READ);
    // @ts-expect-error The data is left out.
    kqueue.register(socket, EVENT_READ);
    // @ts-expect-error The data is of another shape.
    kqueue.modify(socket, EVENT_READ, { names: 'x' });
    // @ts-expect-error What is left out becomes null.
    poll.register(socket, EVENT_READ);
    // @ts-expect-error The data is left out.
    poll.modify(socket, EVENT_READ);
    // @ts-expect-error The data is left out.
    select.register(socket, EVENT_READ);
    // @ts-expect-error The data is left out.
    select.modify(socket, EVENT_READ);
  };
});

test('a function of any selector can pass data on, and a selector of less is one of more', () => {
  function registerAll<F extends FileObject, D>(selector: BaseSelector<F, D>, all: Map<F, D>) {
    for (const [fileobj, data] of all) selector.register(fileobj, EVENT_READ, data);
  }
  const [left, right] = socketpair();
  onTestFinished(() => {
    left.close();
    right.close();
  });
  using selector = new DefaultSelector<Socket, string>();
  registerAll(selector, new Map([[left, 'left']]));
  const wider: BaseSelector<FileObject, string | number | null> = selector;
  const widest: BaseSelector = wider;
  expect(widest.getKey(left).data).toBe('left');
});

test('the default selector can be subclassed, as in Python', () => {
  class Named extends DefaultSelector<Socket, string> {
    readonly names: string[] = [];

    override close(): void {
      this.names.length = 0;
      super.close();
    }

    override select(timeout: number | null = null) {
      const ready = super.select(timeout);
      for (const [{ data }] of ready) this.names.push(data);
      return ready;
    }
  }
  const [left, right] = socketpair();
  onTestFinished(() => {
    left.close();
    right.close();
  });
  using selector = new Named();
  const preferred: DefaultSelector<Socket, string> = selector.ref();
  preferred.register(left, EVENT_READ, 'left');
  right.send(Buffer.from('x'));
  expect(selector.select(0)).toEqual([[preferred.getKey(left), EVENT_READ]]);
  expect(selector.names).toEqual(['left']);
  // @ts-expect-error The data is no text.
  const wrong = () => selector.register(right, EVENT_READ, 5);
  expect(wrong).toBeTypeOf('function');
});
