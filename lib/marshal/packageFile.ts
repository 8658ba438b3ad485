/**
 * Files of the package that are loaded by their paths: the programs of threads and processes, and what those
 * may come to need.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../addon/index.js';
import { RuntimeError } from '../errors/index.js';

/** The program of a process, within `dist/lib`. */
export const CHILD_PROGRAM = 'multiprocessing/child.js';

/** @param name - within `dist/lib` */
export function pathInPackage(name: string): string {
  return join(packageFolder, 'dist/lib', name);
}

/**
 * @param name - within `dist/lib`
 * @throws RuntimeError if it does not exist, as in a bundle without the package beside it
 */
export function packageFile(name: string): string {
  const file = pathInPackage(name);
  if (existsSync(file)) return file;
  throw new RuntimeError(
    `there is no ${file}, which threads and processes need. A bundle has the package beside it: ` +
      `copy node_modules/selectors-ts to ${packageFolder}`,
  );
}
