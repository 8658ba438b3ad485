import { setImmediate as turnOfNode } from 'node:timers/promises';

/** Whether the promise is pending after Node has had its turn, several times. */
export async function isPending(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  promise.finally(() => {
    settled = true;
  });
  for (let turn = 0; turn < 5; turn++) await turnOfNode();
  return !settled;
}
