import type { Waker } from 'selectors-ts';
import type { Socket } from 'selectors-ts/socket';

/** A thread's work: wakes a selector for each message of its one client. */
export function wakeWhenAsked(listener: Socket, waker: Waker): void {
  const [client] = listener.accept();
  const message = Buffer.alloc(64);
  while (client.recvInto(message) > 0) waker.wakeup();
}
