import { DefaultSelector, EVENT_READ } from 'selectors-ts';
import type { Socket } from 'selectors-ts/socket';
import { nowSeconds } from './clock.js';

/** Sends each byte back, after a while: all at the same time are no slower than one. */
export function serve(listener: Socket, delaySeconds: number): void {
  using selector = new DefaultSelector<Socket>();
  const answers: Array<{ client: Socket; data: Uint8Array; dueSeconds: number }> = [];
  listener.setblocking(false);
  selector.register(listener, EVENT_READ);
  for (;;) {
    const [next] = answers;
    const timeout = next === undefined ? null : Math.max(0, next.dueSeconds - nowSeconds());
    for (const [{ fileobj }] of selector.select(timeout)) {
      if (fileobj === listener) {
        const accepted = listener.tryAccept();
        if (accepted !== null) selector.register(accepted[0], EVENT_READ);
        continue;
      }
      const data = fileobj.recv(1);
      if (data.length > 0) {
        answers.push({ client: fileobj, data, dueSeconds: nowSeconds() + delaySeconds });
      } else {
        selector.unregister(fileobj);
        fileobj.close();
      }
    }
    // Each takes as long, so the first to ask is the first to be answered.
    while (answers[0] !== undefined && answers[0].dueSeconds <= nowSeconds()) {
      const { client, data } = answers.shift()!;
      client.sendall(data);
    }
  }
}
