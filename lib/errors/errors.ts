/**
 * Python's built-in exceptions that are not about the operating system.
 */
import { setNames } from './setNames.js';

/** A key, descriptor or file object that is not there, or is there already. */
export class KeyError extends Error {}

/** An argument of the right type with a value that makes no sense. */
export class ValueError extends Error {}

/** A call that the object's present state does not allow. */
export class RuntimeError extends Error {}

/** A number beyond what the system call can take. */
export class OverflowError extends Error {}

/** Something that this platform does not have. A `RuntimeError`, as in Python. */
export class NotImplementedError extends RuntimeError {}

/** A barrier was aborted or reset while a thread waited at it, or a thread's time was up. */
export class BrokenBarrierError extends RuntimeError {}

/** There is nothing in the queue. Python's `queue.Empty`. */
export class Empty extends Error {}

/** There is no room in the queue. Python's `queue.Full`. */
export class Full extends Error {}

/** The queue is shut down. Python's `queue.ShutDown`. */
export class ShutDown extends Error {}

/** The other end has sent its last: there is nothing left to receive. */
export class EOFError extends Error {}

/** The base of the errors of `selectors-ts/multiprocessing` alone. */
export class ProcessError extends Error {}

/** A message that does not fit into the memory given for it, and that it carries instead. */
export class BufferTooShort extends ProcessError {
  /** The message, whole. */
  readonly data: Buffer;

  constructor(message: string, data: Buffer) {
    super(message);
    this.data = data;
  }
}

setNames({
  KeyError,
  ValueError,
  RuntimeError,
  OverflowError,
  NotImplementedError,
  BrokenBarrierError,
  Empty,
  Full,
  ShutDown,
  EOFError,
  ProcessError,
  BufferTooShort,
});
