/**
 * Keeps server and load on processors of their own, as far as the system lets itself be told: by
 * util-linux's taskset(1).
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** With a single core, how often to look whether it has been silent for too long. */
const SLEEP_SECONDS = 1;

/**
 * The time-out for this process's waits: on a processor of its own it never sleeps, because waking it
 * up is work that the kernel charges to the server, and more than a message costs.
 */
export const WAIT_SECONDS: number = availableParallelism() > 1 ? 0 : SLEEP_SECONDS;

/** The server's main thread on the first processor, this process's on the last. */
export function pinApart(serverPid: number): void {
  if (process.platform !== 'linux') return;
  const processors = allowedProcessors();
  const [first, last] = [processors[0], processors.at(-1)];
  if (first === undefined || last === undefined || first === last) return;
  try {
    pin(serverPid, first);
    pin(process.pid, last);
  } catch {
    // There is no taskset, or it may not: the scheduler keeps two busy processes apart too, mostly.
  }
}

/** First and last are those of the whole list, as in `0-3,8-11`. */
function allowedProcessors(): string[] {
  const status = readFileSync('/proc/self/status', 'latin1');
  const [, list] = /^Cpus_allowed_list:\s*(.*)$/m.exec(status) ?? [];
  return list?.match(/\d+/g) ?? [];
}

function pin(pid: number, processor: string): void {
  execFileSync('taskset', ['-p', '-c', processor, String(pid)], { stdio: 'ignore' });
}
