/**
 * What the binary of each target has to be, in the words of LLVM's tools.
 */

/** A system's own library: whatever Node does not bring belongs to it. */
export interface ElfLibc {
  readonly name: string;
  /** The operating system in the header. FreeBSD's loader does not look, and Zig writes SystemV. */
  readonly systems: readonly string[];
  readonly libraries: readonly string[];
  /** The newest version that may be asked for of any of its symbols. Musl's have none. */
  readonly newest?: string;
}

export interface ElfExpectation {
  readonly format: 'ELF 32-bit SharedObject' | 'ELF 64-bit SharedObject';
  readonly architecture: string;
  readonly libc: ElfLibc;
}

export interface MachOExpectation {
  readonly format: 'Mach-O DYLIB';
  readonly architecture: string;
  readonly minimum: string;
  /** What it is called where the symbols of libSystem are listed. */
  readonly libraryTarget: string;
  /** On Apple silicon the kernel ends a process that runs code without a signature. */
  readonly signed: boolean;
}

/** Up to 2.33, threads and dlopen(3) are in libraries of their own; __tls_get_addr is the loader's. */
const glibc = (loader: string): ElfLibc => ({
  name: 'glibc',
  systems: ['SystemV'],
  libraries: ['libc.so.6', 'libm.so.6', 'libpthread.so.0', 'libdl.so.2', loader],
  newest: 'GLIBC_2.17',
});

const musl: ElfLibc = { name: 'musl', systems: ['SystemV'], libraries: ['libc.so'] };

/** FBSD_1.7 came with FreeBSD 14. */
const freebsd: ElfLibc = {
  name: 'FreeBSD libc',
  systems: ['SystemV', 'FreeBSD'],
  libraries: ['libc.so.7', 'libm.so.5', 'libthr.so.3'],
  newest: 'FBSD_1.7',
};

const elf64 = (architecture: string, libc: ElfLibc): ElfExpectation => ({
  format: 'ELF 64-bit SharedObject',
  architecture,
  libc,
});

const macOS = { format: 'Mach-O DYLIB', minimum: 'macos 11.0' } as const;

/** By the target's file. */
export const expectations: Readonly<Record<string, ElfExpectation | MachOExpectation>> = {
  'linux-x64/selectors-ts.glibc.node': elf64('EM_X86_64', glibc('ld-linux-x86-64.so.2')),
  'linux-x64/selectors-ts.musl.node': elf64('EM_X86_64', musl),
  'linux-arm64/selectors-ts.glibc.node': elf64('EM_AARCH64', glibc('ld-linux-aarch64.so.1')),
  'linux-arm64/selectors-ts.musl.node': elf64('EM_AARCH64', musl),
  'linux-arm/selectors-ts.armv7.glibc.node': {
    format: 'ELF 32-bit SharedObject',
    // The flags: the fifth EABI, with floating-point arguments in registers.
    architecture: 'EM_ARM 0x5000400, CPU_arch ARM v7, ABI_VFP_args AAPCS VFP',
    libc: glibc('ld-linux-armhf.so.3'),
  },
  'freebsd-x64/selectors-ts.node': elf64('EM_X86_64', freebsd),
  'darwin-x64/selectors-ts.node': {
    ...macOS,
    architecture: 'X86_64',
    libraryTarget: 'x86_64-macos',
    signed: false,
  },
  'darwin-arm64/selectors-ts.node': {
    ...macOS,
    architecture: 'ARM64',
    libraryTarget: 'arm64e-macos',
    signed: true,
  },
};
