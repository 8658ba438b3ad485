import { clearTimeout, setTimeout } from 'node:timers';
import { addon } from '../addon/index.js';
import { POLLIN, WakeDescriptor, Watch } from '../select/index.js';

/**
 * Resolves when the thread of this index has finished, or the time is up.
 *
 * @param timeoutMs - for a timer of Node's, so no longer than an int; or `Infinity`
 */
export async function untilFinished(thread: number, timeoutMs: number): Promise<void> {
  const wake = new WakeDescriptor();
  let watch: Watch | undefined;
  let timer: NodeJS.Timeout | undefined;
  try {
    addon.threadWakeWhenFinished(thread, wake.handle);
    await new Promise<void>((resolve) => {
      watch = new Watch(wake.fd, resolve);
      watch.arm({ entries: Int32Array.of(wake.fd, POLLIN ?? 0), size: 1 }, true);
      if (timeoutMs < Number.POSITIVE_INFINITY) timer = setTimeout(resolve, timeoutMs);
    });
  } finally {
    clearTimeout(timer);
    watch?.close();
    wake.close();
  }
}
