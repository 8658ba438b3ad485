/**
 * The arguments of a thread, on their way to it.
 */
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { addon } from '../addon/index.js';
import { RuntimeError } from '../errors/index.js';
import { type Carried, loadCarriers, pack, unpack } from '../marshal/index.js';
import './carriers.js';

export interface SentArgs {
  /** The end of the channel that stays with the sender. */
  readonly port: MessagePort;
  /** The end that goes to the thread: the arguments are in it. */
  readonly remotePort: MessagePort;
  /** The numbers of shared objects that must live until the arguments arrive. */
  readonly holds: number[];
  /** The descriptors of sockets that move with the arguments. */
  readonly descriptors: number[];
  /** To be called when the arguments are certain to arrive. */
  left(): void;
}

/** @throws TypeError for what cannot be cloned */
export function sendArgs(args: readonly unknown[]): SentArgs {
  const packed = pack(args);
  const { carried, holds, descriptors, left } = packed;
  const { port1, port2 } = new MessageChannel();
  try {
    port1.postMessage(carried);
  } catch (cause) {
    port1.close();
    const { message } = cause as Error;
    throw new TypeError(`an argument of a thread cannot be cloned: ${message}`, { cause });
  }
  try {
    packed.requireCurrent();
  } catch (error) {
    port1.close();
    throw error;
  }
  return { port: port1, remotePort: port2, holds, descriptors, left };
}

/**
 * What the thread is to have as its `process.argv`.
 *
 * @throws TypeError for what cannot be cloned
 */
export function clonedArgv(): string[] {
  try {
    return structuredClone(process.argv);
  } catch (cause) {
    const { message } = cause as Error;
    throw new TypeError(`process.argv cannot be cloned into a thread: ${message}`, { cause });
  }
}

export async function receivedArgs(message: Carried): Promise<unknown[]> {
  await loadCarriers(message);
  if (addon.threadTakeGiven() === 0) throw new RuntimeError('this thread is over');
  return unpack(message) as unknown[];
}
