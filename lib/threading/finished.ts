import { addon } from '../addon/index.js';
import { POLLIN } from '../select/index.js';
import { nowMs, WakeDescriptor, Watch } from '../wait/index.js';

/**
 * Resolves when the thread of this index has finished, or the time is up; not before Node's loop has had
 * its turn.
 */
export async function untilFinished(thread: number, timeoutMs: number): Promise<void> {
  const deadlineMs = nowMs() + timeoutMs;
  const wake = new WakeDescriptor();
  const interests = { entries: Int32Array.of(wake.fd, POLLIN ?? 0), size: 1 };
  let watch: Watch | undefined;
  try {
    addon.threadWakeWhenFinished(thread, wake.handle);
    let report = () => {};
    watch = new Watch(wake.fd, () => report());
    do {
      await new Promise<void>((resolve) => {
        report = resolve;
        watch?.arm(interests, deadlineMs - nowMs(), true);
      });
    } while (addon.threadWaitUntilFinished(thread, 0) === 0 && nowMs() < deadlineMs);
  } finally {
    watch?.close();
    wake.close();
  }
}
