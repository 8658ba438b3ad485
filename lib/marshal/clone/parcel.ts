/**
 * Values as bytes, for a queue: structured clones by node:v8.
 */
import { DefaultDeserializer, deserialize, serialize } from 'node:v8';
import { INT_MAX } from '../../arguments/index.js';
import { type Carried, type Packed, pack, unpack } from './carry.js';
import { serializerClass } from './serializer.js';

/** The first byte of a message. */
const UNDEFINED = 0;
const NULL = 1;
const FALSE = 2;
const TRUE = 3;
const NUMBER = 4;
const TEXT = 5;
/** In Bun: what `serialize()` makes of a pair. (Bun has no other function of node:v8.) */
const PAIR = 6;
/** Any other message is a clone, which begins with 255. One of these comes next. */
const PLAIN = 0;
const CARRIED = 1;

/** Small messages are written to, and read from, memory that is allocated once. */
const ROOM = 4096;
const outgoing = Buffer.allocUnsafeSlow(ROOM);
export const incoming: Buffer = Buffer.allocUnsafeSlow(ROOM);

/** Node documents these methods; its types lack them. */
interface ReadsViews extends DefaultDeserializer {
  _readHostObject(): NodeJS.ArrayBufferView;
}
const Deserializer = DefaultDeserializer as new (bytes: Buffer) => ReadsViews;

/** Node calls it as a function and as a constructor. */
function refusal(message: string): Error {
  return new TypeError(`an item of a Queue must be clonable: ${message}`);
}

const ItemSerializer = serializerClass(
  refusal,
  'a SharedArrayBuffer goes to a thread as an argument of its own, not through a Queue',
);

class ItemDeserializer extends Deserializer {
  /** Gives each typed array memory of its own. Node's default is a window on all bytes of the message. */
  override _readHostObject(): NodeJS.ArrayBufferView {
    const view = super._readHostObject();
    if (Buffer.isBuffer(view)) return view;
    const { buffer, byteOffset, byteLength } = view;
    const own = buffer.slice(byteOffset, byteOffset + byteLength);
    const View = view.constructor as new (memory: ArrayBufferLike) => NodeJS.ArrayBufferView;
    return new View(own);
  }
}

export interface Parcel {
  /** Valid until the next message is made. */
  readonly bytes: Buffer;
  readonly length: number;
  /** Shared objects and descriptors that go with the bytes; null for none. */
  readonly freight: Packed | null;
}

/** @throws TypeError for what cannot be cloned, and what the value itself throws */
export function wrap(value: unknown): Parcel {
  const length = writeSimple(value);
  if (length > 0) return { bytes: outgoing, length, freight: null };
  const packed = pack(value);
  const { carried } = packed;
  const isCarried = carried.places.length > 0;
  const freight = isCarried ? packed : null;
  const bytes = (isBun ? serializedPair : serialized)(
    isCarried,
    isCarried ? carried : carried.value,
  );
  if (bytes.length > INT_MAX) throw refusal(`${bytes.length} bytes are too many`);
  return { bytes, length: bytes.length, freight };
}

const isBun = process.versions.bun !== undefined;

function serialized(isCarried: boolean, value: unknown): Buffer {
  const serializer = new ItemSerializer();
  serializer.writeHeader();
  serializer.writeUint32(isCarried ? CARRIED : PLAIN);
  serializer.writeValue(value);
  return serializer.releaseBuffer();
}

function serializedPair(isCarried: boolean, value: unknown): Buffer {
  try {
    return Buffer.concat([Buffer.of(PAIR), serialize([isCarried, value])]);
  } catch (cause) {
    throw refusal((cause as Error).message);
  }
}

/** Returns how many bytes were written; 0 for a value that has no such form. */
function writeSimple(value: unknown): number {
  switch (typeof value) {
    case 'number':
      outgoing[0] = NUMBER;
      return outgoing.writeDoubleLE(value, 1);
    case 'string':
      if (2 * value.length >= ROOM) return 0;
      outgoing[0] = TEXT;
      return 1 + outgoing.write(value, 1, 'utf16le');
    case 'boolean':
      outgoing[0] = value ? TRUE : FALSE;
      return 1;
    default:
      if (value !== undefined && value !== null) return 0;
      outgoing[0] = value === null ? NULL : UNDEFINED;
      return 1;
  }
}

/** @returns the value, and whether it has anything that was shared or moved */
export function unwrap(bytes: Buffer, length: number): [value: unknown, isCarried: boolean] {
  switch (bytes[0]) {
    case UNDEFINED:
      return [undefined, false];
    case NULL:
      return [null, false];
    case FALSE:
      return [false, false];
    case TRUE:
      return [true, false];
    case NUMBER:
      return [bytes.readDoubleLE(1), false];
    case TEXT:
      return [bytes.toString('utf16le', 1, length), false];
    default:
      // Copied: typed arrays in the value may be windows on the bytes.
      return readClone(bytes === incoming ? Buffer.from(bytes.subarray(0, length)) : bytes);
  }
}

function readClone(bytes: Buffer): [value: unknown, isCarried: boolean] {
  if (bytes[0] === PAIR) {
    const [isCarried, value] = deserialize(bytes.subarray(1)) as [boolean, unknown];
    return [isCarried ? unpack(value as Carried) : value, isCarried];
  }
  const deserializer = new ItemDeserializer(bytes);
  deserializer.readHeader();
  if (deserializer.readUint32() === PLAIN) return [deserializer.readValue(), false];
  return [unpack(deserializer.readValue() as Carried), true];
}
