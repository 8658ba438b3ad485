/** A server in a thread of its own, without a Gil: it is not what is measured. */
import { createServer } from 'selectors-ts/socket';
import { Thread } from 'selectors-ts/threading';

const target = new URL('serverThread.js#serve', import.meta.url);

/**
 * Starts one that ends with the process.
 *
 * @param delaySeconds - how long it takes for each answer
 * @returns its port
 */
export function startServer(delaySeconds: number): number {
  const listener = createServer(['127.0.0.1', 0]);
  const port = listener.getsockname()[1] as number;
  // The listener goes to the thread, which has to close it.
  new Thread({ target, args: [listener, delaySeconds], gil: null, daemon: true }).start();
  return port;
}
