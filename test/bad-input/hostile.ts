/**
 * Values that an argument must not be, sorted by what is wrong with them.
 */
import net from 'node:net';
import { OSError, ValueError } from 'selectors-ts';
import { Epoll } from 'selectors-ts/select';
import { Socket } from 'selectors-ts/socket';

/** Thrown by the values below: what passes through is one of these, and no other. */
export const thrown: readonly unknown[] = [
  new (class OwnError extends Error {})('from the caller'),
  new RangeError('from the caller'),
  new OSError('from the caller', { code: 'EIO', errno: -5, syscall: 'fileno' }),
  'a string',
  Symbol('a symbol'),
  undefined,
  null,
];

/** These become a ValueError of the selectors, with the original as its cause. */
export const thrownAsValueErrors: readonly Error[] = [
  new TypeError('from the caller'),
  new ValueError('from the caller'),
];

export function revokedProxy(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function throwing(error: unknown): () => never {
  return () => {
    throw error;
  };
}

/** One of each type that is neither a number, nor missing, nor an object to be looked into. */
export const primitives: readonly unknown[] = [true, false, '', '1', 'fd', Symbol('1'), 1n, -1n];

export const objects: readonly unknown[] = [
  {},
  [],
  [1],
  () => 1,
  class {},
  new Date(0),
  new Map(),
  new Error('1'),
  Object(1),
  new Uint8Array(1),
  new ArrayBuffer(1),
  Object.create(null),
  new Proxy({}, {}),
  new Proxy(() => 1, {}),
  revokedProxy(),
  globalThis,
];

export const notNumbers: readonly unknown[] = [null, ...primitives, ...objects];
export const notIntegers: readonly unknown[] = [
  ...notNumbers,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  0.5,
  -1.5,
  Number.MIN_VALUE,
];
export const notBooleans: readonly unknown[] = [
  null,
  0,
  1,
  'true',
  '',
  Symbol('1'),
  1n,
  {},
  [],
  () => true,
  revokedProxy(),
];
export const tooLargeForInt: readonly number[] = [2 ** 31, 2 ** 53, 1e300, Number.MAX_VALUE];
export const negatives: readonly number[] = [-1, -2, -(2 ** 31), -(2 ** 53), -1e300];

function closed<Closeable extends { close(): void }>(object: Closeable): Closeable {
  object.close();
  return object;
}

/** File objects that report anything but a descriptor. */
export const misreporting: readonly unknown[] = [
  closed(new Socket()),
  ...(Epoll.isAvailable ? [closed(new Epoll())] : []),
  new (class Socket {})(),
  Object.create(Socket.prototype),
  new Proxy(closed(new Socket()), {}),
  new net.Socket(),
  net.createServer(),
  ...[...notIntegers, ...negatives].flatMap((value) => [
    { fileno: () => value },
    { fd: value },
    { _handle: { fd: value } },
  ]),
  { fileno: 1 },
  { fileno: class {} },
  { fileno: revokedProxy() },
  { fileno: async () => 1 },
  { _handle: null },
  Object.defineProperty({}, Symbol('state symbol'), { value: { handle: { fd: -1 } } }),
  new Proxy({}, { getPrototypeOf: throwing(thrown[0]) }),
];

/** File objects that throw these on being asked for their descriptor, in each way there is. */
export function throwingFileObjects(errors: readonly unknown[]): unknown[] {
  return errors.flatMap((error) => [
    { fileno: throwing(error) },
    Object.defineProperty({}, 'fileno', { get: throwing(error) }),
    Object.defineProperty({}, 'fd', { get: throwing(error) }),
    Object.defineProperty({}, '_handle', { get: throwing(error) }),
    new Proxy({}, { get: throwing(error) }),
    new Proxy({}, { ownKeys: throwing(error) }),
  ]);
}

/** Lists that cannot be walked through, or hold what is no file object. */
export const notLists: readonly unknown[] = [
  null,
  undefined,
  true,
  1,
  Symbol('1'),
  1n,
  'a string',
  {},
  () => 1,
  revokedProxy(),
  { length: 1, 0: 1 },
  { [Symbol.iterator]: 1 },
  { [Symbol.iterator]: () => 1 },
  { [Symbol.iterator]: () => ({}) },
  { [Symbol.iterator]: () => ({ next: () => 1 }) },
  { [Symbol.iterator]: () => revokedProxy() },
  new Map([[1, 1]]),
  [undefined],
  [[]],
  [1.5],
  [-1],
  new Set(['1']),
  new Float64Array([Number.NaN]),
  new BigInt64Array(1),
];

export function throwingLists(): unknown[] {
  return thrown.flatMap((error) => [
    { [Symbol.iterator]: throwing(error) },
    { [Symbol.iterator]: () => ({ next: throwing(error) }) },
    Object.defineProperty({}, Symbol.iterator, { get: throwing(error) }),
    Object.defineProperty([0], 0, { get: throwing(error) }),
    [{ fileno: throwing(error) }],
  ]);
}

/** Lists that never end. */
export function endlessLists(fileobj: unknown): unknown[] {
  function* forever() {
    for (;;) yield fileobj;
  }
  const growing: unknown[] = [
    {
      fileno() {
        growing.push(growing[0]);
        return 0;
      },
    },
  ];
  return [forever(), growing];
}

/** Options that are no object, or whose one boolean is none. */
export function notOptions(name: string): unknown[] {
  return [
    null,
    1,
    ...primitives,
    () => 1,
    revokedProxy(),
    ...notBooleans.map((value) => ({ [name]: value })),
  ];
}

export function throwingOptions(name: string): unknown[] {
  return thrown.flatMap((error) => [
    Object.defineProperty({}, name, { get: throwing(error) }),
    new Proxy({}, { get: throwing(error) }),
  ]);
}
