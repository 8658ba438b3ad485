/**
 * Bun for musl, on Debian with its package `musl`; npm has no Node for musl. The C++ library that Bun
 * needs is Debian's own, made for glibc, together with what it misses in musl.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zigPath } from '../zig.js';
import { type Runtime, VITEST } from './runtime.js';

/** On x64 the C++ library asks for a library of this name, which musl does not have. */
const MISSING = 'ld-linux-x86-64.so.2';

const missing = `
#include <locale.h>
#include <stdint.h>
#include <sys/auxv.h>
#include <sys/random.h>
#include <time.h>

char __libc_single_threaded = 0;
unsigned __cpu_model[4];
int __cpu_indicator_init(void) { return 0; }
int __cxa_thread_atexit_impl(void (*function)(void *), void *argument, void *library) { return 0; }
int _dl_find_object(void *address, void *result) { return -1; }
unsigned long __getauxval(unsigned long type) { return getauxval(type); }
uint32_t arc4random(void) {
  uint32_t random;
  getrandom(&random, sizeof random, 0);
  return random;
}
size_t __strftime_l(char *text, size_t size, const char *format, const struct tm *time, locale_t locale) {
  return strftime_l(text, size, format, time, locale);
}
`;

export interface MuslSystem {
  /** As Node has it, as Bun has it, and as Zig has it. */
  readonly cpu: string;
  readonly bun: string;
  readonly zigTarget: string;
  /** Where Debian has the C++ library. */
  readonly libraries: string;
}

export function bunForMusl({ cpu, bun, zigTarget, libraries }: MuslSystem): Runtime {
  return {
    name: 'Bun 1.4',
    file: `linux-${cpu}/selectors-ts.musl.node`,
    packages: [`@oven/${bun}@1.4`, VITEST],
    system: { cpu, libc: 'musl' },
    command: (project) => [`${project}/node_modules/@oven/${bun}/bin/bun`, '--bun'],
    env: (project) => ({
      LIBC: 'musl',
      LD_LIBRARY_PATH: `${project}/musl`,
      // Where nothing asks for it. On x64 the shell would get it too, and break.
      ...(cpu !== 'x64' && { LD_PRELOAD: `${project}/musl/${MISSING}` }),
      // Vitest's bundler looks at the machine's libc.
      NAPI_RS_NATIVE_LIBRARY_PATH: `${project}/node_modules/@rolldown/binding-linux-${cpu}-musl/rolldown-binding.linux-${cpu}-musl.node`,
    }),
    prepare(project) {
      const folder = join(project, 'musl');
      mkdirSync(folder);
      for (const name of ['libstdc++.so.6', 'libgcc_s.so.1']) {
        copyFileSync(join(libraries, name), join(folder, name));
      }
      const source = join(folder, 'missing.c');
      writeFileSync(source, missing);
      const output = join(folder, MISSING);
      execFileSync(zigPath(), ['cc', '-target', zigTarget, '-shared', '-o', output, source]);
    },
  };
}
