/**
 * What the header of a binary says, elf(5), where dlopen(3) does not look or does not tell.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

export interface ElfHeader {
  /** As in `process.arch`; undefined for a processor that is not known here. */
  readonly arch: string | undefined;
  /** Where the section headers end. Linkers write them last, so the file cannot end before. */
  readonly end: number;
  /** How many bytes the file has. */
  readonly size: number;
}

/** elf.h's `EM_` numbers. */
const architectures: Readonly<Record<number, string>> = {
  3: 'ia32',
  21: 'ppc64',
  22: 's390x',
  40: 'arm',
  62: 'x64',
  183: 'arm64',
  243: 'riscv64',
  258: 'loong64',
};

const MAGIC = 0x7f454c46;
const HEADER_SIZE = 64;

/** Null for a file of another kind, or one too short to tell. */
export function readElfHeader(file: string): ElfHeader | null {
  const header = new DataView(new ArrayBuffer(HEADER_SIZE));
  const fd = openSync(file, 'r');
  try {
    const length = readSync(fd, header);
    if (length < HEADER_SIZE || header.getUint32(0) !== MAGIC) return null;
    return { ...readFields(header), size: fstatSync(fd).size };
  } finally {
    closeSync(fd);
  }
}

function readFields(header: DataView): Omit<ElfHeader, 'size'> {
  const is64Bit = header.getUint8(4) === 2;
  const isLittle = header.getUint8(5) === 1;
  const arch = architectures[header.getUint16(18, isLittle)];
  // e_shoff, and after it e_shentsize and e_shnum, whose places depend on its size.
  const start = is64Bit
    ? Number(header.getBigUint64(40, isLittle))
    : header.getUint32(32, isLittle);
  const entries = is64Bit ? 58 : 46;
  const size = header.getUint16(entries, isLittle) * header.getUint16(entries + 2, isLittle);
  return { arch, end: start + size };
}
