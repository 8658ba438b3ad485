/** Memory by proc(5). */
import { existsSync, readFileSync } from 'node:fs';

const reportOf = (pid: number) => `/proc/${pid}/smaps_rollup`;

/** Whether this system tells. */
export const isMemoryKnown = existsSync(reportOf(process.pid));

/** What processes have in memory, in KiB; of a page that several processes share, each has a part. */
export function proportionalKiB(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const [, kib] = /^Pss: +(\d+) kB$/m.exec(readFileSync(reportOf(pid), 'utf8')) ?? [];
    return sum + Number(kib);
  }, 0);
}
