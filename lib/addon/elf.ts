/**
 * What the headers of a binary say, elf(5), where dlopen(3) does not look or does not tell.
 */
import { closeSync, openSync, readSync, statSync } from 'node:fs';

export interface ElfHeader {
  /** As in `process.arch`; undefined for a processor that is not known here. */
  readonly arch: string | undefined;
  /** What shows that the file is not whole. */
  readonly flaw: string | undefined;
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
const SHT_STRTAB = 3;

/**
 * Null for a file of another kind, or one too short to tell.
 *
 * @throws Error for what is no regular file: opening a FIFO and reading /dev/zero never end
 */
export function readElfHeader(file: string): ElfHeader | null {
  const stat = statSync(file);
  if (!stat.isFile()) throw new Error(`${file}: not a regular file`);
  const fd = openSync(file, 'r');
  try {
    const header = new DataView(new ArrayBuffer(HEADER_SIZE));
    const length = readSync(fd, header, 0, HEADER_SIZE, 0);
    if (length < HEADER_SIZE || header.getUint32(0) !== MAGIC) return null;
    const isLittle = header.getUint8(5) === 1;
    const arch = architectures[header.getUint16(18, isLittle)];
    return { arch, flaw: findFlaw(fd, stat.size, header, isLittle) };
  } finally {
    closeSync(fd);
  }
}

/**
 * Linkers write the section headers last, and among them that of the sections' names. So a file is
 * found out that ends early, or that has its size but zeros for its end, as an interrupted copy may
 * leave it. Bytes that are others within the file are not: ELF has no checksum.
 */
function findFlaw(fd: number, size: number, header: DataView, isLittle: boolean) {
  const is64Bit = header.getUint8(4) === 2;
  const start = is64Bit
    ? Number(header.getBigUint64(40, isLittle))
    : header.getUint32(32, isLittle);
  const [entrySize, count, namesIndex] = [0, 2, 4].map((offset) =>
    header.getUint16((is64Bit ? 58 : 46) + offset, isLittle),
  ) as [number, number, number];
  const end = start + entrySize * count;
  if (size < end) return `truncated: ${size} bytes of ${end}`;

  const names = new DataView(new ArrayBuffer(8));
  readSync(fd, names, 0, names.byteLength, start + entrySize * namesIndex);
  const type = names.getUint32(4, isLittle);
  return start === 0 || type !== SHT_STRTAB ? 'damaged: no section headers' : undefined;
}
