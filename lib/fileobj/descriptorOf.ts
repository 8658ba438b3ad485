/**
 * From a file object to its descriptor, as PyObject_AsFileDescriptor does it.
 */
import { describe, OverflowError, ValueError } from '../errors/index.js';

const largest = 2 ** 31 - 1;

/**
 * @throws TypeError if it is no file object, or `fileno()` returns no integer
 * @throws ValueError for a negative descriptor, which is what a closed object reports
 * @throws OverflowError beyond an int
 * @throws whatever `fileno()` throws
 */
export function descriptorOf(fileobj: unknown): number {
  // Small non-negative integers, the commonest argument of all, are decided by one comparison.
  if (typeof fileobj === 'number' && fileobj >>> 0 === fileobj && fileobj <= largest) {
    // Not the number itself, which may be -0.
    return fileobj >>> 0;
  }
  const fd = typeof fileobj === 'number' ? fileobj : reported(fileobj);
  if (typeof fd !== 'number' || !Number.isInteger(fd)) {
    throw new TypeError(
      `a file object must be an integer or have fileno() or fd, not ${describe(fd === undefined ? fileobj : fd)}`,
    );
  }
  if (fd < 0) throw new ValueError(`Invalid file descriptor: ${fd}`);
  if (fd > largest) throw new OverflowError(`file descriptor ${fd} is too large`);
  return fd >>> 0;
}

type Handle = { readonly fd?: unknown } | null;

interface Reporter {
  readonly fileno?: unknown;
  readonly fd?: unknown;
  readonly _handle?: Handle;
}

function reported(fileobj: unknown): unknown {
  if ((typeof fileobj !== 'object' && typeof fileobj !== 'function') || fileobj === null) {
    return undefined;
  }
  const reporter = fileobj as Reporter;
  const { fileno } = reporter;
  if (typeof fileno === 'function') return fileno.call(fileobj);
  const { fd } = reporter;
  if (typeof fd === 'number') return fd;
  const datagram = datagramHandle(fileobj);
  const handle = datagram === undefined ? reporter._handle : datagram;
  // Null is how Node's say that they are not open yet, or closed.
  return fd === null || handle === null ? -1 : handle?.fd;
}

/** A dgram.Socket keeps its handle behind a symbol, and warns when asked for `_handle`. */
function datagramHandle(fileobj: object): Handle | undefined {
  for (const symbol of Object.getOwnPropertySymbols(fileobj)) {
    if (symbol.description === 'state symbol') {
      return (fileobj as Record<symbol, { handle?: Handle } | undefined>)[symbol]?.handle;
    }
  }
  return undefined;
}
