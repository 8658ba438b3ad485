/**
 * Errors of sockets, with the socket in their message.
 */
import { type OSError, TimeoutError } from '../errors/index.js';
import { errno } from './kernel.js';

/** Names a socket by its descriptor. */
export function socketText(fd: number): string {
  return fd < 0 ? 'a closed socket' : `fd ${fd}`;
}

/** What Python raises when a socket's time-out has run out, with the errno that says so. */
export function timedOut(syscall: string, subject: string): OSError {
  return new TimeoutError(`timed out, ${syscall} (${subject})`, {
    code: 'ETIMEDOUT',
    errno: -errno.ETIMEDOUT,
    syscall,
  });
}
