/**
 * Sockets and connections among the arguments of a process: it inherits their descriptors.
 */
import { threadState } from '../addon/index.js';
import { descriptorOf } from '../fileobj/index.js';
import { copyReplacing, objectsIn } from '../marshal/index.js';
import { Socket } from '../socket/index.js';
import { Connection } from './connection.js';
import { refuse } from './refusal.js';

/** From what the child makes a socket or connection again. */
type Inherited =
  | { readonly family: number; readonly type: number; readonly proto: number }
  | { readonly readable: boolean; readonly writable: boolean };

/** Can be cloned. */
export interface PackedArgs {
  readonly args: unknown;
  /** The placeholders. Each occurs in the clone wherever its object occurred in the original. */
  readonly places: readonly object[];
  readonly inherited: readonly Inherited[];
}

/**
 * @returns the arguments, and a function that returns the descriptors to inherit, in their order: to be called
 *   when no more code of the caller's can run, which could close one
 * @throws TypeError for objects that cannot be of use in another process
 * @throws ValueError for a closed socket
 */
export function packArgs(args: readonly unknown[]): [PackedArgs, descriptors: () => number[]] {
  const objects = objectsIn(args);
  const givers = [...objects].filter(isInheritable);
  for (const giver of givers) objects.delete(giver);
  refuse(objects, 'args');
  const places = givers.map(() => ({}));
  const replacements = new Map<unknown, unknown>(
    givers.map((giver, index) => [giver, places[index]]),
  );
  const packed = {
    args: givers.length === 0 ? args : copyReplacing(args, replacements),
    places,
    inherited: givers.map(describeInherited),
  };
  for (const giver of givers) void descriptorOf(giver);
  return [packed, () => givers.map(descriptorOf)];
}

/** @param firstDescriptor - where the inherited ones begin */
export function unpackArgs(packed: PackedArgs, firstDescriptor: number): unknown[] {
  const { args, places, inherited } = packed;
  if (places.length === 0) return args as unknown[];
  const replacements = new Map<unknown, unknown>(
    places.map((place, index) => [
      place,
      latest.inherit(inherited[index] as Inherited, firstDescriptor + index),
    ]),
  );
  return copyReplacing(args, replacements) as unknown[];
}

/** The function of the copy of the package that was loaded last: see lib/threading/latest.ts. */
const latest = threadState('inherit', () => ({ inherit }));
latest.inherit = inherit;

function isInheritable(object: object): object is Socket | Connection {
  return object instanceof Socket || object instanceof Connection;
}

function describeInherited(giver: Socket | Connection): Inherited {
  if (giver instanceof Connection) {
    const { readable, writable } = giver;
    return { readable, writable };
  }
  const { family, type, proto } = giver;
  return { family, type, proto };
}

function inherit(inherited: Inherited, fd: number): Socket | Connection {
  return 'readable' in inherited
    ? new Connection(fd, inherited.readable, inherited.writable)
    : new Socket(inherited.family, inherited.type, inherited.proto, fd);
}
