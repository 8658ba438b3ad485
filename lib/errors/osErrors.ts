/**
 * Python's OSError and its subclasses, one for each group of errno values (PEP 3151).
 */

/** What the operating system said. */
export interface OSErrorFields {
  /** The errno by name: `'EBADF'`. */
  readonly code: string;
  /** The errno, negative as everywhere in Node. Compare `code`: numbers differ by platform. */
  readonly errno: number;
  /** The system call that failed. */
  readonly syscall: string;
}

/** An error from the operating system. */
export class OSError extends Error implements OSErrorFields {
  readonly code: string;
  readonly errno: number;
  readonly syscall: string;

  static {
    OSError.prototype.name = 'OSError';
  }

  constructor(message: string, { code, errno, syscall }: OSErrorFields) {
    super(message);
    this.code = code;
    this.errno = errno;
    this.syscall = syscall;
  }
}

/** EAGAIN, EALREADY, EINPROGRESS: the call would block, or goes on in the background. */
export class BlockingIOError extends OSError {
  static {
    BlockingIOError.prototype.name = 'BlockingIOError';
  }
}

/** ECHILD. */
export class ChildProcessError extends OSError {
  static {
    ChildProcessError.prototype.name = 'ChildProcessError';
  }
}

/** The base of the four errors of connections. */
export class ConnectionError extends OSError {
  static {
    ConnectionError.prototype.name = 'ConnectionError';
  }
}

/** EPIPE, ESHUTDOWN. */
export class BrokenPipeError extends ConnectionError {
  static {
    BrokenPipeError.prototype.name = 'BrokenPipeError';
  }
}

/** ECONNABORTED. */
export class ConnectionAbortedError extends ConnectionError {
  static {
    ConnectionAbortedError.prototype.name = 'ConnectionAbortedError';
  }
}

/** ECONNREFUSED. */
export class ConnectionRefusedError extends ConnectionError {
  static {
    ConnectionRefusedError.prototype.name = 'ConnectionRefusedError';
  }
}

/** ECONNRESET. */
export class ConnectionResetError extends ConnectionError {
  static {
    ConnectionResetError.prototype.name = 'ConnectionResetError';
  }
}

/** EEXIST. */
export class FileExistsError extends OSError {
  static {
    FileExistsError.prototype.name = 'FileExistsError';
  }
}

/** ENOENT. */
export class FileNotFoundError extends OSError {
  static {
    FileNotFoundError.prototype.name = 'FileNotFoundError';
  }
}

/** EINTR. */
export class InterruptedError extends OSError {
  static {
    InterruptedError.prototype.name = 'InterruptedError';
  }
}

/** EISDIR. */
export class IsADirectoryError extends OSError {
  static {
    IsADirectoryError.prototype.name = 'IsADirectoryError';
  }
}

/** ENOTDIR. */
export class NotADirectoryError extends OSError {
  static {
    NotADirectoryError.prototype.name = 'NotADirectoryError';
  }
}

/** EACCES, EPERM. */
export class PermissionError extends OSError {
  static {
    PermissionError.prototype.name = 'PermissionError';
  }
}

/** ESRCH. */
export class ProcessLookupError extends OSError {
  static {
    ProcessLookupError.prototype.name = 'ProcessLookupError';
  }
}

/** ETIMEDOUT: the system's, or a time-out of this package's that ran out. */
export class TimeoutError extends OSError {
  static {
    TimeoutError.prototype.name = 'TimeoutError';
  }
}
