/**
 * Checked by the compiler, `npm run check:types`, and then run.
 */
import {
  type BaseSelector,
  DefaultSelector,
  EpollSelector,
  EVENT_READ,
  type SelectorKey,
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
  // @ts-expect-error The point of the line: a selector of Sockets takes no text.
  expect(() => selector.register('text', EVENT_READ, { name: 'x' })).toThrow();
  for (const [fd, key] of selector.getMap() ?? []) {
    expectTypeOf(fd).toEqualTypeOf<number>();
    expectTypeOf(key.data.name).toEqualTypeOf<string>();
  }
});
