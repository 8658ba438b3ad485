/**
 * What a binary that cannot be loaded was made for, where that is another system than this one.
 */
import { basename } from 'node:path';
import { readElfHeader } from './elf.js';
import { ownLibc } from './platform.js';

export function mismatches(file: string): string[] {
  return [...otherArchitecture(file), ...otherLibc(file)];
}

/** glibc's dlopen(3) says of such a file that there is none. */
function otherArchitecture(file: string): string[] {
  const arch = archOf(file);
  if (arch === undefined || arch === process.arch) return [];
  return [`It is for ${arch}, and this process runs on ${process.arch}.`];
}

function archOf(file: string): string | undefined {
  try {
    return readElfHeader(file)?.arch;
  } catch {
    return undefined; // That it cannot be read is what is being reported.
  }
}

/** node-gyp-build knows musl by Alpine's release file alone, where LIBC does not tell it. */
function otherLibc(file: string): string[] {
  const tags = basename(file).split('.');
  const libc = ['glibc', 'musl'].find((name) => tags.includes(name));
  const own = ownLibc();
  if (libc === undefined || own === undefined || libc === own) return [];
  return [
    `It is for ${libc}, and this process runs on ${own}: with LIBC=${own} in the environment it takes the other.`,
  ];
}
