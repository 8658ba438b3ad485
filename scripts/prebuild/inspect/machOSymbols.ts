/**
 * The symbols of a Mach-O file: what dyld(1) finds in it, and what it has to find elsewhere.
 */
import type { Findings } from './findings.js';
import { entryPoints, libSystemSymbols, nodeApiSymbols } from './symbols.js';

/**
 * Zig's linker knows no list of exports: it leaves two of its own, and the operators `new` and
 * `delete`, which C++ lets a program replace and dyld therefore binds to the first in the process.
 */
const leftByZig = /^(__mh_dylib_header|___dso_handle|__Z(n[aw]|d[al])\w+)$/;

/** @param tables What llvm-objdump prints of what dyld reads. */
export function inspectExports(tables: string, findings: Findings): void {
  const exported = [...tables.matchAll(/^0x\w+ +(\S+)/gm)].map(([, symbol]) => symbol!);
  const own = exported.filter((symbol) => !leftByZig.test(symbol));
  const names = own.map((symbol) => symbol.replace('_', ''));
  findings.only('exports', names, entryPoints, entryPoints);
  const left = exported.length - own.length;
  if (left > 0) findings.note('exports', `${names.join(' ')} (and ${left} left by Zig)`);
}

/** The binds say in which library dyld looks, which may be any: `flat-namespace`. */
export function inspectBinds(
  tables: string,
  libraryTarget: string,
  zigLibrary: string,
  findings: Findings,
): void {
  // A bind has a type and an addend between its address and where the symbol is to be found.
  const binds = tables.matchAll(/^__\w+ +\S+ +0x\w+ (?:\w+ +-?\d+ )?(\S+) +(\S+)(?: \(.*\))?$/gm);
  const imported = new Set([...binds].map(([, library, symbol]) => `${library} ${symbol}`));
  const nodeApi = nodeApiSymbols();
  const libSystem = libSystemSymbols(zigLibrary, libraryTarget);
  findings.imports([...imported], (bind) => {
    const [library, symbol = ''] = bind.split(' ');
    if (library === 'flat-namespace' && nodeApi.has(symbol.replace('_', ''))) return 'Node-API';
    return library === 'libSystem' && libSystem.has(symbol) ? 'libSystem' : undefined;
  });
}

/** @param table What llvm-nm prints of what debuggers read. */
export function inspectSymbolTable(table: string, findings: Findings): void {
  const names = (line: RegExp) => [...table.matchAll(line)].map(([, name]) => name!);
  // What came to the system after the minimum is imported weakly: there it would be null.
  const late = names(/\(undefined\) weak external (\S+)/g);
  findings.refuseAll(`newer than ${findings.properties.minimum}`, late);

  const locals = names(/\) non-external (?:\(.*\) )?(.*)$/gm);
  const left = locals.filter((name) => !/__thunk$|^dyld_private$/.test(name));
  if (left.length > 0) findings.refuse(`not stripped of ${left.length} local symbols`);
  if (!table.includes('(undefined) external ')) findings.refuse('it has no symbol table');
}
