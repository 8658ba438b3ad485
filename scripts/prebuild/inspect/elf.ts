/**
 * ELF: the addon for Linux and FreeBSD. elf(5), ld.so(8)
 */

import type { ElfExpectation, ElfLibc } from './expectations.js';
import type { Findings } from './findings.js';
import { records, run } from './llvm.js';
import { entryPoints, muslSymbols, nodeApiSymbols } from './symbols.js';

const options = [
  '--file-headers',
  '--program-headers',
  '--sections',
  '--dynamic-table',
  '--dyn-symbols',
  '--version-info',
  '--arch-specific',
];

export function inspectElf(
  path: string,
  expected: ElfExpectation,
  zigLibrary: string,
  findings: Findings,
): void {
  const text = run('llvm-readobj', options, path);
  inspectHeader(text, expected, findings);
  inspectVersions(text, expected.libc, findings);
  inspectDynamicTable(text, expected.libc, findings);
  inspectSymbols(text, expected.libc, zigLibrary, findings);

  const stack = records(text, 'ProgramHeader').find(({ Type }) => Type === 'PT_GNU_STACK');
  if (!stack || Number(stack.Flags) & 1) findings.refuse('it makes the stack executable');

  const sections = records(text, 'Section').map(({ Name }) => Name ?? '');
  const debugging = sections.filter((name) => /^\.(symtab|z?debug)/.test(name));
  findings.refuseAll('not stripped of', debugging);
  if (!sections.includes('.dynsym')) findings.refuse('it has no sections');
}

function inspectHeader(text: string, expected: ElfExpectation, findings: Findings): void {
  const header = records(text, 'ElfHeader')[0] ?? {};
  findings.is('format', `ELF ${header.Class} ${header.Type}`, expected.format);
  if (!expected.libc.systems.includes(header['OS/ABI'] ?? '')) {
    findings.refuse(`it says that it is for ${header['OS/ABI']}`);
  }
  // Only ARM has any flags, and attributes.
  const flags = Number(header.Flags) ? ` ${header.Flags}` : '';
  const attributes = records(text, 'Attribute')
    .filter(({ TagName }) => TagName === 'CPU_arch' || TagName === 'ABI_VFP_args')
    .map(({ TagName, Description }) => `, ${TagName} ${Description}`);
  const architecture = `${header.Machine}${flags}${attributes.join('')}`;
  findings.is('architecture', architecture, expected.architecture);
}

const byVersion = new Intl.Collator('en', { numeric: true }).compare;

/** `GLIBC` of `GLIBC_2.17`. */
const family = (version: string) => version.slice(0, version.indexOf('_'));

/** The oldest libc that will do is the one with the newest version that is asked for. */
function inspectVersions(text: string, { name, newest }: ElfLibc, findings: Findings): void {
  const asked = [...new Set(records(text, 'Entry').map(({ Name }) => Name ?? ''))].sort(byVersion);
  findings.note('minimum', asked.at(-1) ?? `${name}, which has no versions`);
  const refused = asked.filter(
    (version) => !newest || family(version) !== family(newest) || byVersion(version, newest) > 0,
  );
  if (newest && asked.length === 0) findings.refuse(`it asks for no ${name} at all`);
  findings.refuseAll(`newer than ${newest ?? name}, or of another library`, refused);
}

function inspectDynamicTable(text: string, libc: ElfLibc, findings: Findings): void {
  const entries = [...text.matchAll(/^ +0x[0-9A-F]+ ([A-Z]\w+) +(.*?) *$/gm)];
  const of = (tag: string) =>
    entries.filter(([, name]) => name === tag).map(([, , value]) => value!);
  const libraries = of('NEEDED').map((value) => value.replace(/^Shared library: \[(.*)\]$/, '$1'));
  findings.only('libraries', libraries, libc.libraries, [libc.libraries[0]!]);

  // RELR is packed relocations, which musl knows only from 1.2.4 on; STATIC_TLS fails to load when
  // the little room that there is for it, beside the program's own, is used up.
  const tags = entries.map(([, tag]) => tag!);
  const flags = of('FLAGS').flatMap((value) => value.split(' '));
  const refused = ['RPATH', 'RUNPATH', 'TEXTREL', 'RELR', 'STATIC_TLS'];
  findings.refuseAll(
    'dynamic table',
    refused.filter((name) => tags.includes(name) || flags.includes(name)),
  );
}

function inspectSymbols(text: string, libc: ElfLibc, zigLibrary: string, findings: Findings): void {
  // The list of versions is also one of symbols, but without their sections.
  const symbols = records(text, 'Symbol').filter(({ Name, Section }) => Name && Section);
  const names = (undefinedOnes: boolean) =>
    symbols
      .filter(({ Section }) => (Section === 'Undefined') === undefinedOnes)
      .map(({ Name }) => Name!);
  findings.only('exports', names(false), entryPoints, entryPoints);

  const nodeApi = nodeApiSymbols();
  const unversioned = libc.newest ? undefined : muslSymbols(zigLibrary);
  findings.imports(names(true), (symbol) => {
    if (nodeApi.has(symbol)) return 'Node-API';
    const isLibc = unversioned?.has(symbol) ?? symbol.includes(`@${family(libc.newest!)}_`);
    return isLibc ? libc.name : undefined;
  });
}
