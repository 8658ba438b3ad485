/**
 * LLVM's readers of binaries, which know ELF and Mach-O alike: llvm-readobj(1), llvm-objdump(1) and
 * llvm-nm(1). What is read here of what they print is the same from version 14 to 19.
 */
import { spawnSync } from 'node:child_process';

type Tool = 'llvm-readobj' | 'llvm-objdump' | 'llvm-nm';

/** The names that distributions give a tool: Debian's carry the version unless `llvm` is installed. */
const suffixes = ['', ...[22, 21, 20, 19, 18, 17, 16, 15, 14].map((version) => `-${version}`)];

/** What a tool prints about a file. */
export function run(tool: Tool, options: readonly string[], path: string): string {
  for (const suffix of suffixes) {
    const { error, status, stdout, stderr } = spawnSync(`${tool}${suffix}`, [...options, path], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') continue;
    if (error) throw error;
    // A warning is one too: it goes on, and prints less.
    if (status !== 0 || stderr) throw new Error(`${tool} ${path}: ${stderr.trim()}`);
    return stdout;
  }
  throw new Error(`${tool} is not installed: apt-get install llvm`);
}

/**
 * The records of one kind in what llvm-readobj prints: `Symbol { ... }`, with a line `Name: value` for
 * each field, where a number after the value, `SharedObject (0x3)`, is left out. A list of flags,
 * `Flags [ (0x6)`, counts as its number.
 */
export function records(text: string, kind: string): Record<string, string>[] {
  const blocks = text.matchAll(new RegExp(`^( *)${kind} \\{\\n([\\s\\S]*?)^\\1\\}`, 'gm'));
  const line = /^ *([\w/ ]+?)(?:: (.*?)(?: ?\((?:0x)?[0-9A-F]+\))?| \[ \((0x[0-9A-F]+)\))$/gm;
  return [...blocks].map(([, , body]) => {
    const fields = [...body!.matchAll(line)];
    return Object.fromEntries(fields.map(([, name, value, flags]) => [name, value ?? flags]));
  });
}
