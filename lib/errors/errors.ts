/**
 * Python's built-in exceptions that are not about the operating system.
 *
 * Their names stand on the prototypes, as those of JavaScript's own errors do.
 */

/** A key, descriptor or file object that is not there, or is there already. */
export class KeyError extends Error {
  static {
    KeyError.prototype.name = 'KeyError';
  }
}

/** An argument of the right type with a value that makes no sense. */
export class ValueError extends Error {
  static {
    ValueError.prototype.name = 'ValueError';
  }
}

/** A call that the object's present state does not allow. */
export class RuntimeError extends Error {
  static {
    RuntimeError.prototype.name = 'RuntimeError';
  }
}

/** A number beyond what the system call can take. */
export class OverflowError extends Error {
  static {
    OverflowError.prototype.name = 'OverflowError';
  }
}

/** Something that this platform does not have. A `RuntimeError`, as in Python. */
export class NotImplementedError extends RuntimeError {
  static {
    NotImplementedError.prototype.name = 'NotImplementedError';
  }
}
