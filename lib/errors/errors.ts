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

setNames({
  KeyError,
  ValueError,
  RuntimeError,
  OverflowError,
  NotImplementedError,
});
