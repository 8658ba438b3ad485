/**
 * Objects of this package within values that are cloned into another thread. A clone of such an object would be
 * empty. So a placeholder is cloned in its place, with data from which the other thread builds the object again.
 */
import { pathToFileURL } from 'node:url';
import { threadState } from '../../addon/index.js';
import { RuntimeError, ValueError } from '../../errors/index.js';
import { packageFile } from '../packageFile.js';
import { bindToProcess, isBoundToThread } from './bound.js';
import { copyReplacing, objectsIn } from './graph.js';

/** How objects of one class travel. */
export interface Carrier<T extends object> {
  /** Names the class in all threads. */
  readonly tag: string;
  /** The entry of the package that has the class; left out if every thread has loaded it. */
  readonly module?: string;
  owns(object: object): object is T;
  pack(object: T): Cargo;
  unpack(data: never): T;
}

export interface Cargo {
  /** Can be cloned. */
  readonly data: unknown;
  /** The number of a shared object that must live until the data arrive. */
  readonly holds?: number;
  /** A descriptor that moves with the data, to be closed if these never arrive. */
  readonly descriptor?: number;
  /** Whether the descriptor still is the object's. Given with a descriptor. */
  readonly isCurrent?: () => boolean;
  /** Called when the data are certain to arrive. An object that can be in one thread only gives itself up then. */
  readonly left?: () => void;
}

/** Can be cloned. */
export interface Carried {
  readonly value: unknown;
  /** The placeholders. Each occurs in the clone wherever its object occurred in the original. */
  readonly places: readonly object[];
  readonly cargo: ReadonlyArray<readonly [tag: string, data: unknown, module: string | undefined]>;
}

export interface Packed {
  readonly carried: Carried;
  readonly holds: number[];
  readonly descriptors: number[];
  /**
   * To be called when no more code of the caller's can run (getters, an interrupt hook), before the descriptors
   * are given away: such code may have closed one, and the number may be another file's by now.
   *
   * @throws ValueError if one is not its object's any more
   */
  requireCurrent(): void;
  /** To be called when it is certain to arrive. */
  left(): void;
}

const carriers = new Map<string, Carrier<object>>();

/** Carriers of the other copies of the package in this thread, which may have classes that this copy lacks. */
const carriersOfAllCopies = threadState('carriers', () => new Map<string, Carrier<object>>());

/** To be called once for each class. */
export function carry<T extends object>(carrier: Carrier<T>): void {
  carriers.set(carrier.tag, carrier as never);
  carriersOfAllCopies.set(carrier.tag, carrier as never);
  bindToProcess(carrier.owns);
}

/** @throws what a carrier throws for an object that cannot travel as it is now */
export function pack(value: unknown): Packed {
  const places: object[] = [];
  const cargo: Array<[string, unknown, string | undefined]> = [];
  const holds: number[] = [];
  const descriptors: number[] = [];
  const leaving: Array<() => void> = [];
  const questions: Array<() => boolean> = [];
  const replacements = new Map<unknown, unknown>();
  for (const object of objectsIn(value)) {
    const carrier = carrierOf(object);
    if (carrier === undefined) {
      refuseIfBound(object);
      continue;
    }
    const { data, holds: number, descriptor, isCurrent, left } = carrier.pack(object);
    const place = {};
    places.push(place);
    cargo.push([carrier.tag, data, carrier.module]);
    replacements.set(object, place);
    if (number !== undefined) holds.push(number);
    if (descriptor !== undefined) descriptors.push(descriptor);
    if (isCurrent !== undefined) questions.push(isCurrent);
    if (left !== undefined) leaving.push(left);
  }
  const packed = places.length === 0 ? value : copyReplacing(value, replacements);
  return {
    carried: { value: packed, places, cargo },
    holds,
    descriptors,
    requireCurrent: () => {
      if (questions.every((isCurrent) => isCurrent())) return;
      throw new ValueError('a socket was closed while it was on its way to another thread');
    },
    left: () => {
      for (const leave of leaving) leave();
    },
  };
}

/** To be awaited before `unpack()` where there is time for that. */
export async function loadCarriers({ cargo }: Carried): Promise<void> {
  for (const [tag, , module] of cargo) {
    if (module !== undefined && carrierFor(tag) === undefined) {
      await import(`${pathToFileURL(packageFile(`${module}.js`))}`);
    }
  }
}

/** @throws RuntimeError for an object of a class that this thread has not loaded */
export function unpack({ value, places, cargo }: Carried): unknown {
  if (places.length === 0) return value;
  const replacements = new Map<unknown, unknown>();
  for (const [index, [tag, data, module]] of cargo.entries()) {
    const carrier = carrierFor(tag);
    if (carrier === undefined) {
      throw new RuntimeError(
        `a ${tag} has come to a thread that has not imported selectors-ts/${module}`,
      );
    }
    replacements.set(places[index], carrier.unpack(data as never));
  }
  return copyReplacing(value, replacements);
}

function refuseIfBound(object: object): void {
  if (isBoundToThread(object)) {
    throw new TypeError(`a ${object.constructor?.name ?? 'object'} is of one thread alone`);
  }
}

function carrierFor(tag: string): Carrier<object> | undefined {
  return carriers.get(tag) ?? carriersOfAllCopies.get(tag);
}

function carrierOf(object: object): Carrier<object> | undefined {
  for (const carrier of carriers.values()) if (carrier.owns(object)) return carrier;
  return undefined;
}
