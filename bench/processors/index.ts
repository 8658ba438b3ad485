/**
 * Which processors things run on, as far as the system lets itself be told: by util-linux's taskset(1).
 * Without it, and on other systems, that is left to the scheduler.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The index of its processor among a thread's fields after the command's name; see proc(5). */
const PROCESSOR = 36;

/** A server's main thread on the first processor, this process's on the last. */
export function pinApart(serverPid: number): void {
  if (process.platform !== 'linux') return;
  const processors = allowedProcessors();
  const [first, last] = [processors[0], processors.at(-1)];
  if (first === undefined || last === undefined || first === last) return;
  pin(serverPid, first);
  pin(process.pid, last);
}

/**
 * Keeps this thread, and those that it will start, on the processor that it is on. Two threads that wake
 * each other up may stay on one processor or on two, as it comes, and on two it takes more than twice as
 * long: more of a difference than there is between any two backends.
 */
export function stayOnOneProcessor(): void {
  if (process.platform !== 'linux') return;
  const status = readFileSync('/proc/self/stat', 'latin1');
  const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
  pin(process.pid, fields[PROCESSOR] as string);
}

/** First and last are those of the whole list, as in `0-3,8-11`. */
function allowedProcessors(): string[] {
  const status = readFileSync('/proc/self/status', 'latin1');
  const [, list] = /^Cpus_allowed_list:\s*(.*)$/m.exec(status) ?? [];
  return list?.match(/\d+/g) ?? [];
}

function pin(pid: number, processor: string): void {
  try {
    execFileSync('taskset', ['-p', '-c', processor, String(pid)], { stdio: 'ignore' });
  } catch {
    // It is not installed, or may not.
  }
}
