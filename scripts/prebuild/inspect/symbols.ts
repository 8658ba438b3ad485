/**
 * The names that a binary may leave undefined: Node-API's, and those of a libc whose symbols have no
 * versions, as Zig lists them to link against.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The version that the addon is compiled for: `napi_versions` in package.json. */
const NODE_API_VERSION = 8;

/** The two by which Node finds and starts an addon. */
export const entryPoints = ['napi_register_module_v1', 'node_api_module_get_api_version_v1'];

interface NodeApiHeaders {
  symbols: Record<string, { js_native_api_symbols: string[]; node_api_symbols: string[] }>;
}

/** Not among them, on purpose: V8's and libuv's, which Deno and Bun lack or do not let call. */
export function nodeApiSymbols(): ReadonlySet<string> {
  const { symbols } = createRequire(import.meta.url)('node-api-headers') as NodeApiHeaders;
  const { js_native_api_symbols, node_api_symbols } = symbols[`v${NODE_API_VERSION}`]!;
  return new Set([...js_native_api_symbols, ...node_api_symbols]);
}

/** What musl has on x86-64 and AArch64 alike: of what is conditional, that which only others lack. */
export function muslSymbols(zigLibrary: string): ReadonlySet<string> {
  const stub = readFileSync(join(zigLibrary, 'libc/musl/libc.S'), 'utf8');
  const common = stub.replaceAll(/^#if(.*)\n([\s\S]*?)^#endif/gm, (_, condition, lines) =>
    / !defined/.test(condition) && !/x86_64|aarch64/.test(condition) ? lines : '',
  );
  return new Set(
    [...common.matchAll(/^(?:\.globl|\.weak|WEAK64|WEAKTIME64) (\S+)$/gm)].map(([, name]) => name!),
  );
}

/** What /usr/lib/libSystem.B.dylib and the libraries within it have for one target. */
export function libSystemSymbols(zigLibrary: string, target: string): ReadonlySet<string> {
  const stub = readFileSync(join(zigLibrary, 'libc/darwin/libSystem.tbd'), 'utf8');
  const lists = stub.split(/^ *- targets: +/m).slice(1);
  const ours = lists.filter((list) => list.slice(0, list.indexOf(']')).includes(` ${target}`));
  const names = ours.flatMap((list) => [...list.matchAll(/symbols: +\[([\s\S]*?)\]/g)]);
  return new Set(names.flatMap(([, list]) => list!.match(/[^\s,']+/g) ?? []));
}
