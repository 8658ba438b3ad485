/**
 * What a target throws, on its way to another thread. A structured clone of an error would forget its class,
 * its properties and the errors of an AggregateError, would be `{}` for a DOMException, and would fail as a
 * whole where one property cannot be cloned.
 */
import { types } from 'node:util';
import { isError, printed } from '../../errors/index.js';
import * as ours from '../../errors/public.js';

/** Can be cloned. */
export interface PackedException {
  readonly value: PackedValue;
  /** All errors that the value leads to, each once. */
  readonly errors: readonly PackedError[];
}

/** An error by its place in the list, an array with errors in it, or a clone. */
type PackedValue =
  | { readonly error: number }
  | { readonly array: readonly PackedValue[] }
  | { readonly clone: unknown };

interface PackedError {
  /** The nearest that both threads have. */
  readonly className: string;
  readonly name: string;
  readonly message: string;
  readonly properties: ReadonlyArray<
    readonly [key: string, isEnumerable: boolean, value: PackedValue]
  >;
}

type ErrorClass = { readonly prototype: Error };

const builtIn: Record<string, ErrorClass> = {
  Error,
  AggregateError,
  DOMException,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
};
const classes: Record<string, ErrorClass> = { ...builtIn, ...ours };
const classNames = new Map<object | null, string>(
  Object.entries(classes).map(([name, { prototype }]) => [prototype, name]),
);

type PlaceOf = (error: Error) => number;

/** Reads what the exception lets itself be asked for. It does not throw. */
export function packException(thrown: unknown): PackedException {
  const places = new Map<Error, number>();
  const placeOf = (error: Error) => {
    const place = places.get(error) ?? places.size;
    places.set(error, place);
    return place;
  };
  const value = packValue(thrown, placeOf) ?? { clone: withoutUnclonable(thrown) };
  const errors: PackedError[] = [];
  // The iteration goes on to what is added meanwhile: to the causes of causes.
  for (const error of places.keys()) errors.push(packError(error, placeOf));
  return { value, errors };
}

export function unpackException({ value, errors }: PackedException): unknown {
  const made = errors.map(makeError);
  const unpack = (packed: PackedValue): unknown => {
    if ('error' in packed) return made[packed.error];
    return 'array' in packed ? packed.array.map(unpack) : packed.clone;
  };
  for (const [place, { properties }] of errors.entries()) {
    for (const [key, enumerable, property] of properties) {
      const descriptor = {
        value: unpack(property),
        enumerable,
        writable: true,
        configurable: true,
      };
      Object.defineProperty(made[place], key, descriptor);
    }
  }
  return unpack(value);
}

/** Undefined for what cannot be cloned. */
function packValue(value: unknown, placeOf: PlaceOf): PackedValue | undefined {
  return tried(() => {
    if (isError(value)) return { error: placeOf(value) };
    if (!Array.isArray(value) || !value.some(isError)) return { clone: structuredClone(value) };
    return { array: value.map((item) => packValue(item, placeOf) ?? { clone: undefined }) };
  });
}

function packError(error: Error, placeOf: PlaceOf): PackedError {
  const className = tried(() => classNameOf(error)) ?? 'Error';
  const properties: Array<[string, boolean, PackedValue]> = [];
  for (const key of tried(() => Object.getOwnPropertyNames(error)) ?? []) {
    if (key === 'name' || key === 'message') continue;
    const value = tried(() => packValue(Reflect.get(error, key), placeOf));
    const isEnumerable = tried(() => Object.prototype.propertyIsEnumerable.call(error, key));
    if (value !== undefined) properties.push([key, isEnumerable ?? false, value]);
  }
  return {
    className,
    name: tried(() => `${error.name}`) ?? className,
    message: tried(() => `${error.message}`) ?? '',
    properties,
  };
}

function classNameOf(error: Error): string {
  for (let at = Object.getPrototypeOf(error); at !== null; at = Object.getPrototypeOf(at)) {
    const className = classNames.get(at);
    if (className !== undefined) return className;
  }
  // Another realm (node:vm) has other classes of the same names.
  return types.isNativeError(error) && Object.hasOwn(builtIn, error.name) ? error.name : 'Error';
}

function makeError({ className, name, message }: PackedError): Error {
  if (className === 'DOMException') return new DOMException(message, name);
  const { prototype } = classes[className] as ErrorClass;
  const error: Error = Object.setPrototypeOf(new Error(message), prototype);
  if (error.name !== name) {
    const descriptor = { value: name, enumerable: false, writable: true, configurable: true };
    Object.defineProperty(error, 'name', descriptor);
  }
  return error;
}

/** An object goes with those of its properties that can be cloned, anything else as its text. */
function withoutUnclonable(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return printed(value);
  const entries = tried(() => Object.keys(value)) ?? [];
  return Object.fromEntries(
    entries.flatMap((key) => {
      const clone = tried(() => [structuredClone(Reflect.get(value, key))]);
      return clone === undefined ? [] : [[key, clone[0]]];
    }),
  );
}

/** Undefined if the caller's object throws. */
function tried<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
