/**
 * Where the descriptor of a socket comes from: made here, or from elsewhere.
 */
import { addon } from '../addon/index.js';
import { checkedInteger, INT_MAX, INT_MIN } from '../arguments/index.js';
import { osError, ValueError } from '../errors/index.js';

/** The descriptor of a socket that the addon has just made: owned by the environment, and set up. */
export class NewDescriptor {
  readonly fd: number;

  constructor(fd: number) {
    this.fd = fd;
  }
}

export interface SocketKind {
  readonly fd: number;
  readonly family: number;
  readonly type: number;
  readonly proto: number;
}

/** @throws OSError if the system has no such socket, or no descriptor left */
export function create(family: number, type: number, proto: number): number {
  const fd = addon.createSocket(family, type, proto);
  if (fd < 0) throw osError(fd, `family ${family}, type ${type}, proto ${proto}`);
  return fd;
}

const fields = new Int32Array(3);

/**
 * Takes over a socket by its descriptor.
 *
 * @throws TypeError unless an integer
 * @throws ValueError below 0
 * @throws OSError unless an open socket; the descriptor is then still the caller's
 */
export function adopt(fileno: unknown): SocketKind {
  const fd = checkedInteger(fileno, 'fileno', INT_MIN, INT_MAX);
  if (fd < 0) throw new ValueError('negative file descriptor');
  const described = addon.describeSocket(fd, fields);
  if (described < 0) throw osError(described, `fd ${fd}`);
  const adopted = addon.adoptSocket(fd);
  if (adopted < 0) throw osError(adopted, `fd ${fd}`);
  addon.ownDescriptor(fd);
  const [family, type, proto] = fields as unknown as [number, number, number];
  return { fd, family, type, proto };
}
