/**
 * Names of classes, read from prototypes without running a getter or a proxy's trap.
 */
import { types } from 'node:util';

/** The name of the class whose prototype this is, or of the next above that has one. */
export function classNameOf(prototype: object | null): string {
  for (let at = prototype; at !== null && !types.isProxy(at); at = Object.getPrototypeOf(at)) {
    const name = valueOf(valueOf(at, 'constructor'), 'name');
    if (typeof name === 'string' && name !== '') return name;
  }
  return 'Object';
}

export function isPrototype(object: object): boolean {
  return valueOf(valueOf(object, 'constructor'), 'prototype') === object;
}

function valueOf(object: unknown, key: string): unknown {
  const isObject = typeof object === 'function' || (typeof object === 'object' && object !== null);
  if (!isObject || types.isProxy(object)) return undefined;
  return Object.getOwnPropertyDescriptor(object, key)?.value;
}
