/**
 * Python's OSError and its subclasses, one for each group of errno values (PEP 3151).
 */
import { setNames } from './setNames.js';

/** The failure, as the operating system told it. */
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

  /** @param fields - of an error that the system did not make, they are empty and 0 */
  constructor(
    message: string,
    { code, errno, syscall }: OSErrorFields = { code: '', errno: 0, syscall: '' },
  ) {
    super(message);
    this.code = code;
    this.errno = errno;
    this.syscall = syscall;
  }
}

/** EAGAIN, EALREADY, EINPROGRESS: the call would block, or goes on in the background. */
export class BlockingIOError extends OSError {}

/** ECHILD. */
export class ChildProcessError extends OSError {}

/** The base of the four errors of connections. */
export class ConnectionError extends OSError {}

/** EPIPE, ESHUTDOWN. */
export class BrokenPipeError extends ConnectionError {}

/** ECONNABORTED. */
export class ConnectionAbortedError extends ConnectionError {}

/** ECONNREFUSED. */
export class ConnectionRefusedError extends ConnectionError {}

/** ECONNRESET. */
export class ConnectionResetError extends ConnectionError {}

/** EEXIST. */
export class FileExistsError extends OSError {}

/** ENOENT. */
export class FileNotFoundError extends OSError {}

/** EINTR. */
export class InterruptedError extends OSError {}

/** EISDIR. */
export class IsADirectoryError extends OSError {}

/** ENOTDIR. */
export class NotADirectoryError extends OSError {}

/** EACCES, EPERM. */
export class PermissionError extends OSError {}

/** ESRCH. */
export class ProcessLookupError extends OSError {}

/** ETIMEDOUT: the system's, or a time-out of this package's that ran out. */
export class TimeoutError extends OSError {}

setNames({
  OSError,
  BlockingIOError,
  ChildProcessError,
  ConnectionError,
  BrokenPipeError,
  ConnectionAbortedError,
  ConnectionRefusedError,
  ConnectionResetError,
  FileExistsError,
  FileNotFoundError,
  InterruptedError,
  IsADirectoryError,
  NotADirectoryError,
  PermissionError,
  ProcessLookupError,
  TimeoutError,
});
