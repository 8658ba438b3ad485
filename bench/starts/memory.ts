/** Memory by proc(5). */
import { existsSync, readFileSync } from 'node:fs';

const BYTES_PER_KIB = 1024;

const reportOf = (pid: number) => `/proc/${pid}/smaps_rollup`;

/** Whether this system tells. */
export const isMemoryKnown = existsSync(reportOf(process.pid));

/** What processes have in memory; of a page that several processes share, each has a part. */
export function proportionalBytes(pids: readonly number[]): number {
  const kib = pids.reduce((sum, pid) => {
    const [, text] = /^Pss: +(\d+) kB$/m.exec(readFileSync(reportOf(pid), 'utf8')) ?? [];
    return sum + Number(text);
  }, 0);
  return kib * BYTES_PER_KIB;
}
