import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Its index among the fields after the command's name; see proc(5). */
const PROCESSOR = 36;

/**
 * Keeps this thread, and those that it will start, on the processor that it is on. Two threads that wake
 * each other up may stay on one processor or on two, as it comes, and on two it takes more than twice as
 * long: more of a difference than there is between any two backends.
 *
 * By util-linux's taskset(1); without it, and on other systems, it is left to chance.
 */
export function stayOnOneProcessor(): void {
  if (process.platform !== 'linux') return;
  const status = readFileSync('/proc/self/stat', 'latin1');
  const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
  try {
    const args = ['-p', '-c', String(fields[PROCESSOR]), String(process.pid)];
    execFileSync('taskset', args, { stdio: 'ignore' });
  } catch {}
}
