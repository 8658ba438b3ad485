/**
 * Mach-O: the addon for macOS. otool(1), dyld(1)
 */
import { readFileSync } from 'node:fs';
import { verifyCodeSignature } from './codeSignature.js';
import type { MachOExpectation } from './expectations.js';
import type { Findings } from './findings.js';
import { run } from './llvm.js';
import { inspectBinds, inspectExports, inspectSymbolTable } from './machOSymbols.js';

const options = ['--macho', '--private-headers', '--exports-trie', '--bind', '--lazy-bind'];

export function inspectMachO(
  path: string,
  expected: MachOExpectation,
  zigLibrary: string,
  findings: Findings,
): void {
  const text = run('llvm-objdump', options, path);
  const [headers = '', ...tables] = text.split(
    /^(?=(?:Exports trie|Bind table|Lazy bind table):$)/m,
  );
  const [header = '', ...commands] = headers.split(/^Load command \d+$/m);
  const [, architecture, type] = /^ *MH_MAGIC_64 +(\S+) +\S+ +\S+ +(\S+)/m.exec(header) ?? [];
  findings.is('format', `Mach-O ${type}`, expected.format);
  findings.is('architecture', `${architecture}`, expected.architecture);
  inspectLoadCommands(commands, expected, findings);
  inspectExports(tables.join(''), findings);
  inspectBinds(tables.join(''), expected.libraryTarget, zigLibrary, findings);
  inspectSymbolTable(run('llvm-nm', ['-a', '-m'], path), findings);
  inspectSignature(path, commands, expected, findings);
}

/** A line of a load command, without what llvm-objdump adds to a name. */
function field(command: string, name: string): string {
  const line = new RegExp(`^ *${name} (.*?)(?: \\(offset \\d+\\))?$`, 'm').exec(command);
  return line?.[1] ?? '';
}

const ofKind = (commands: readonly string[], kind: RegExp) =>
  commands.filter((command) => kind.test(field(command, 'cmd')));

function inspectLoadCommands(
  commands: readonly string[],
  expected: MachOExpectation,
  findings: Findings,
): void {
  const [build = ''] = ofKind(commands, /^LC_BUILD_VERSION$/);
  findings.is('minimum', `${field(build, 'platform')} ${field(build, 'minos')}`, expected.minimum);

  const libraries = ofKind(commands, /^LC_(?!ID_)\w*DYLIB$/).map((command) =>
    field(command, 'name'),
  );
  const libSystem = '/usr/lib/libSystem.B.dylib';
  findings.only('libraries', libraries, [libSystem], [libSystem]);

  const [id = ''] = ofKind(commands, /^LC_ID_DYLIB$/);
  const installName = field(id, 'name');
  findings.note('install name', installName);
  if (installName.startsWith('/')) findings.refuse(`install name: ${installName}`);
  const rpaths = ofKind(commands, /^LC_RPATH$/).map((command) => field(command, 'path'));
  findings.refuseAll('LC_RPATH', rpaths);
}

function inspectSignature(
  path: string,
  commands: readonly string[],
  expected: MachOExpectation,
  findings: Findings,
): void {
  const [signature] = ofKind(commands, /^LC_CODE_SIGNATURE$/);
  if (!signature) {
    findings.is('signature', 'none', expected.signed ? 'an ad-hoc one' : 'none');
    return;
  }
  try {
    const [offset, size] = ['dataoff', 'datasize'].map((name) => Number(field(signature, name)));
    const pages = verifyCodeSignature(readFileSync(path), offset!, size!);
    findings.note('signature', `ad hoc, right for all ${pages} pages`);
  } catch (error) {
    findings.refuse((error as Error).message);
  }
}
