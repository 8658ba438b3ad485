import type * as dgram from 'node:dgram';
import type * as net from 'node:net';
import type { Readable, Writable } from 'node:stream';

/**
 * Whatever has a descriptor: its number; an object with `fileno()`; an object with a numeric `fd`
 * (`FileHandle`, `process.stdin`); or one of Node's own with a descriptor underneath.
 */
export type FileObject =
  | number
  | { fileno(): number }
  | { readonly fd: number }
  | net.Socket
  | net.Server
  | dgram.Socket
  // A child's stdio: sockets, which Node declares as this.
  | Readable
  | Writable;
