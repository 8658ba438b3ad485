/**
 * Objects that stand for something outside of JavaScript: a descriptor, a thread, a lock. Without
 * the class below, all objects of such a class would look the same from outside.
 */
import { type InspectOptionsStylized, inspect, types } from 'node:util';
import { classNameOf, isPrototype } from './prototypes.js';

const OF_ONE_THREAD = Symbol('An object that belongs to one thread');

/** For the constructor of `Opaque`, by classes whose objects can be given to other threads. */
export function carried(className: string): symbol {
  return Symbol(`A ${className}, which goes to other threads as an argument or through a Queue,`);
}

/** A class's method of this name makes the text for `toString()`, with the name of the object's class. */
export const TEXT: unique symbol = Symbol('text');

/**
 * An object that equals no other, that `structuredClone()` refuses, and that is printed as what it is.
 *
 * Tools compare (`assert.deepEqual()`, `expect().toEqual()`) and clone objects by their own enumerable properties,
 * some only by properties whose names are strings. So there are two such properties, of types that JSON leaves out.
 *
 * A method of a derived class works on objects of its class only: it reads a private field. A method that only calls
 * other methods begins by reading one, as in `void this.#fd`. Otherwise it would, for example, close any object that
 * has a `close()`.
 */
export abstract class Opaque {
  /**
   * A symbol, which cannot be cloned. V8's error has its text.
   *
   * @internal
   */
  declare readonly uncloneable: symbol;

  /**
   * Another function for each object. (A symbol for each would do for both properties, but takes ten
   * times as long to make, which an accepted socket would pay for.)
   *
   * @internal
   */
  declare readonly incomparable: () => void;

  /** Prototypes, proxies and objects that inherit from one of ours lack it. */
  readonly #isMade = true;

  /** @internal */
  constructor(uncloneable: symbol = OF_ONE_THREAD) {
    this.uncloneable = uncloneable;
    this.incomparable = () => {};
  }

  /**
   * The implementation makes no system call, and waits for nothing, not even for a Gil.
   *
   * @internal
   */
  abstract [TEXT](className: string): string;

  /** What it is and in which state, as Python's `repr()` says it. */
  toString(): string {
    return textOf(this, #isMade in this, (className) => this[TEXT](className));
  }

  /** @internal */
  [inspect.custom](_depth?: number, options?: InspectOptionsStylized): string {
    // Printing must not throw. (Node does not call this for prototypes.)
    const text = #isMade in this ? this.toString() : impostorText(this);
    return options === undefined ? text : options.stylize(text, 'special');
  }
}

/**
 * What a `toString()` returns.
 *
 * @param isMade - whether the class of the method has made the object
 * @param text - makes the text, with the name of the object's class
 */
export function textOf(
  object: object,
  isMade: boolean,
  text: (className: string) => string,
): string {
  if (isMade) return text(classNameOf(Object.getPrototypeOf(object)));
  if (isPrototype(object)) return `<${classNameOf(object)}.prototype>`;
  throw new TypeError('toString() needs an object that its class has made');
}

function impostorText(impostor: object): string {
  return types.isProxy(impostor) ? '<Proxy>' : `<not a ${classNameOf(impostor)}>`;
}
