/**
 * Reads a binary without running it, and says whether it is what its target expects.
 */
import { readFileSync } from 'node:fs';
import type { Target } from '../targets.js';
import { inspectElf } from './elf.js';
import { expectations } from './expectations.js';
import { Findings } from './findings.js';
import { inspectMachO } from './machO.js';

/** In words, by property: `format`, `architecture`, `minimum` and so on. */
export type Inspection = Readonly<Record<string, string>>;

const ELF_MAGIC = 0x7f454c46;
const MACH_O_64_MAGIC = 0xcffaedfe;

/**
 * What the binary at `path` is, for a report; throws an Error that names each way in which it is not what it should be.
 * `zigLibrary` is the folder of Zig's headers and stubs, by which musl and macOS are known.
 */
export function inspect(target: Target, path: string, zigLibrary: string): Inspection {
  const expected = expectations[target.file];
  if (!expected) throw new Error(`nothing is known of ${target.file}`);
  const file = readFileSync(path);
  const magic = file.length < 4 ? 0 : file.readUInt32BE(0);
  const findings = new Findings();
  if ('libc' in expected && magic === ELF_MAGIC) {
    inspectElf(path, expected, zigLibrary, findings);
  } else if ('signed' in expected && magic === MACH_O_64_MAGIC) {
    inspectMachO(path, expected, zigLibrary, findings);
  } else {
    findings.refuse(`format: it begins with ${magic.toString(16)}, thus is no ${expected.format}`);
  }
  findings.note('size', `${Math.round(file.length / 1000)} kB`);

  if (findings.violations.length > 0) {
    const list = findings.violations.map((violation) => `\n  ${violation}`).join('');
    throw new Error(`${path} is not what ${target.file} should be:${list}`);
  }
  return findings.properties;
}
