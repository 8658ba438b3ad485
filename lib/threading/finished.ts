import { clearTimeout, setTimeout } from 'node:timers';
import { addon } from '../addon/index.js';
import { POLLIN, WakeDescriptor, Watch } from '../select/index.js';

/** The longest that a timer of Node's can be. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Resolves when the thread of this index has finished, or the time is up. */
export async function untilFinished(thread: number, timeoutMs: number): Promise<void> {
  const wake = new WakeDescriptor();
  let watch: Watch | undefined;
  let timer: NodeJS.Timeout | undefined;
  try {
    addon.threadWakeWhenFinished(thread, wake.handle);
    await new Promise<void>((resolve) => {
      watch = new Watch(wake.fd, resolve);
      watch.arm({ entries: Int32Array.of(wake.fd, POLLIN ?? 0), size: 1 }, true);
      if (timeoutMs <= LONGEST_TIMER_MS) timer = setTimeout(resolve, timeoutMs);
    });
  } finally {
    clearTimeout(timer);
    watch?.close();
    wake.close();
  }
}
