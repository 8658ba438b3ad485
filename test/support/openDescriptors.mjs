/**
 * For tests, and for the programs of theirs which Node runs as they are.
 */
import { existsSync, readdirSync } from 'node:fs';

const FOLDER = '/dev/fd';
const isTold = existsSync(FOLDER);

/**
 * How many descriptors the process has open, with the one that reading the folder takes; 0 where the
 * system does not tell, which is `hasDescriptorCount` in capabilities.ts.
 */
export function openDescriptors() {
  return isTold ? readdirSync(FOLDER).length : 0;
}
