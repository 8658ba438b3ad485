/**
 * What the published package holds a binary for.
 */

export interface Target {
  /** Its file below `prebuilds/`, as node-gyp-build looks for it: platform, architecture, tags. */
  readonly file: string;
  /** What Zig calls it: architecture, system, and the oldest version of either that will do. */
  readonly zigTarget: string;
}

export const targets: readonly Target[] = [
  { file: 'linux-x64/selectors-ts.glibc.node', zigTarget: 'x86_64-linux-gnu.2.17' },
  { file: 'linux-x64/selectors-ts.musl.node', zigTarget: 'x86_64-linux-musl' },
  { file: 'linux-arm64/selectors-ts.glibc.node', zigTarget: 'aarch64-linux-gnu.2.17' },
  { file: 'linux-arm64/selectors-ts.musl.node', zigTarget: 'aarch64-linux-musl' },
  { file: 'linux-arm/selectors-ts.armv7.glibc.node', zigTarget: 'arm-linux-gnueabihf.2.17' },
  { file: 'darwin-x64/selectors-ts.node', zigTarget: 'x86_64-macos.11.0' },
  { file: 'darwin-arm64/selectors-ts.node', zigTarget: 'aarch64-macos.11.0' },
  { file: 'freebsd-x64/selectors-ts.node', zigTarget: 'x86_64-freebsd.14.0' },
];

/** Those whose files begin with one of these; throws for a beginning that none has. */
export function targetsThatBegin(prefixes: readonly string[]): readonly Target[] {
  const startsWith = (prefix: string) => targets.filter(({ file }) => file.startsWith(prefix));
  const wrong = prefixes.find((prefix) => startsWith(prefix).length === 0);
  if (wrong !== undefined) throw new Error(`no target begins with ${wrong}`);
  return targets.filter(({ file }) => prefixes.some((prefix) => file.startsWith(prefix)));
}
