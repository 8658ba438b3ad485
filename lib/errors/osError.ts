/**
 * The one place where an errno becomes an error.
 */
import { addon } from '../addon/index.js';
import * as errors from './osErrors.js';

type OSErrorClass = typeof errors.OSError;

const classes: Record<string, OSErrorClass> = {
  EAGAIN: errors.BlockingIOError,
  EALREADY: errors.BlockingIOError,
  EINPROGRESS: errors.BlockingIOError,
  ECHILD: errors.ChildProcessError,
  EPIPE: errors.BrokenPipeError,
  ESHUTDOWN: errors.BrokenPipeError,
  ECONNABORTED: errors.ConnectionAbortedError,
  ECONNREFUSED: errors.ConnectionRefusedError,
  ECONNRESET: errors.ConnectionResetError,
  EEXIST: errors.FileExistsError,
  ENOENT: errors.FileNotFoundError,
  EINTR: errors.InterruptedError,
  EISDIR: errors.IsADirectoryError,
  ENOTDIR: errors.NotADirectoryError,
  EACCES: errors.PermissionError,
  EPERM: errors.PermissionError,
  ESRCH: errors.ProcessLookupError,
  ETIMEDOUT: errors.TimeoutError,
};

// Second names of EAGAIN, EDEADLK and ENOTSUP where they share a number.
const aliases = new Set(['EWOULDBLOCK', 'EDEADLOCK', 'EOPNOTSUPP']);

const codes = new Map<number, string>();
for (const [code, errno] of Object.entries(addon.errorNumbers)) {
  if (!aliases.has(code) || !codes.has(errno)) codes.set(errno, code);
}

interface Kind {
  readonly code: string;
  readonly text: string;
  readonly Class: OSErrorClass;
}

const kinds = new Map<number, Kind>();

function kindOf(errno: number): Kind {
  let kind = kinds.get(errno);
  if (kind === undefined) {
    const code = codes.get(errno) ?? `E${errno}`;
    kind = { code, text: addon.errorMessage(errno), Class: classes[code] ?? errors.OSError };
    kinds.set(errno, kind);
  }
  return kind;
}

/**
 * Makes the error of a failed call.
 *
 * @param outcome - what the addon returned: the errno, negative
 * @param subject - the descriptor or address it was about, for the message
 * @param syscall - the call's name, when it is not the addon's last failure
 */
export function osError(
  outcome: number,
  subject: string,
  syscall: string = addon.failedCall(),
): errors.OSError {
  const { code, text, Class } = kindOf(-outcome);
  const fields = { code, errno: outcome, syscall };
  const message = `${code}: ${text}, ${syscall} (${subject})`;
  return Class === errors.BlockingIOError
    ? withoutStack(() => new Class(message, fields))
    : new Class(message, fields);
}

/**
 * A call that would block is no fault, and happens in hot loops: a stack trace would make the error five times as
 * expensive. A limit that is no number has V8 not even look for frames, as it does with 0, and
 * leave `stack` undefined.
 */
function withoutStack(make: () => errors.OSError): errors.OSError {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = undefined as never;
  try {
    const error = make();
    error.stack = `${error.name}: ${error.message}`;
    return error;
  } finally {
    Error.stackTraceLimit = limit;
  }
}
