/**
 * Memory that `pollInto()` must not write into.
 */
import { revokedProxy } from './hostile.js';

// Newer than the types of ES2022, and there in every supported Node.
interface Resizable {
  new (length: number, options: { maxByteLength: number }): ArrayBuffer;
}

function detached(): Int32Array {
  const array = new Int32Array(10);
  structuredClone(array, { transfer: [array.buffer] });
  return array;
}

function shrunk(): Int32Array {
  const buffer = new (ArrayBuffer as unknown as Resizable)(80, { maxByteLength: 80 });
  const array = new Int32Array(buffer, 40, 10);
  (buffer as unknown as { resize(length: number): void }).resize(8);
  return array;
}

/** Not an Int32Array, or one of memory that is shared or can change its size. */
export function wrongMemory(): unknown[] {
  const Growable = SharedArrayBuffer as unknown as Resizable;
  return [
    undefined,
    null,
    10,
    'an Int32Array',
    Symbol('1'),
    10n,
    {},
    [0, 0, 0, 0],
    () => 1,
    revokedProxy(),
    new ArrayBuffer(40),
    new SharedArrayBuffer(40),
    new DataView(new ArrayBuffer(40)),
    new Uint32Array(10),
    new Float64Array(10),
    new BigInt64Array(10),
    Buffer.alloc(40),
    new Proxy(new Int32Array(10), {}),
    Object.create(new Int32Array(10)),
    Object.create(Int32Array.prototype),
    Int32Array.prototype,
    new (class Int32Array {
      readonly length = 10;
      readonly buffer = new ArrayBuffer(40);
    })(),
    new Int32Array(new SharedArrayBuffer(40)),
    new Int32Array(new Growable(40, { maxByteLength: 80 })),
    new Int32Array(new (ArrayBuffer as unknown as Resizable)(40, { maxByteLength: 80 })),
    shrunk(),
  ];
}

/** Without room for a pair. */
export function tooShort(): unknown[] {
  return [new Int32Array(0), new Int32Array(1), new Int32Array(new ArrayBuffer(4)), detached()];
}
