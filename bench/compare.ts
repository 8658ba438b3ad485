/**
 * What differs between two runs, from their JSON files.
 */
import { basename } from 'node:path';
import { formatComparison } from './report/index.js';
import { compareResults, type Results, readResults } from './results/index.js';
import { UsageError } from './usageError.js';

/**
 * @returns the exit code
 * @throws UsageError unless these are two files with results
 */
export function compare(paths: readonly string[]): number {
  const [before, after, ...more] = paths;
  if (before === undefined || after === undefined || more.length > 0) {
    throw new UsageError(`--compare: expected two files, not ${paths.length}`);
  }
  const compared = compareResults(read(before), read(after));
  process.stdout.write(formatComparison(compared, basename(before), basename(after)));
  return 0;
}

function read(path: string): Results {
  try {
    return readResults(path);
  } catch (error) {
    throw new UsageError(`--compare: ${(error as Error).message}`);
  }
}
