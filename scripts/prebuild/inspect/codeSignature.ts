/**
 * The ad-hoc code signature of a Mach-O file: nobody's, but it holds a hash of every page, and a page
 * that has another is not run. Its layout is in XNU's osfmk/kern/cs_blobs.h; all numbers are
 * big-endian.
 */
import { createHash } from 'node:crypto';

const SUPER_BLOB = 0xfade0cc0;
const CODE_DIRECTORY = 0xfade0c02;
const CODE_DIRECTORY_SLOT = 0;
const AD_HOC = 0x2;
const SHA256 = 2;
const SHA256_BYTES = 32;

/** How many pages have been compared; throws if one, or the signature itself, is not right. */
export function verifyCodeSignature(file: Buffer, offset: number, size: number): number {
  if (offset + size !== file.length) throw new Error('the signature does not end the file');
  const directory = codeDirectory(file.subarray(offset));
  const flags = directory.readUInt32BE(12);
  const hashOffset = directory.readUInt32BE(16);
  const pages = directory.readUInt32BE(28);
  const codeLimit = directory.readUInt32BE(32);
  const [hashBytes, hashType, , pageSizeLog2] = directory.subarray(36, 40);
  if (!(flags & AD_HOC)) throw new Error('the signature is not ad hoc');
  if (hashType !== SHA256 || hashBytes !== SHA256_BYTES) {
    throw new Error("the signature's hashes are not SHA-256");
  }
  if (codeLimit !== offset) throw new Error(`the signature covers ${codeLimit} of ${offset} bytes`);

  const pageSize = 2 ** pageSizeLog2!;
  if (pages !== Math.ceil(codeLimit / pageSize)) throw new Error('the signature lacks pages');
  for (let page = 0; page < pages; page += 1) {
    const start = page * pageSize;
    const content = file.subarray(start, Math.min(start + pageSize, codeLimit));
    const hash = createHash('sha256').update(content).digest();
    const at = hashOffset + page * SHA256_BYTES;
    if (!hash.equals(directory.subarray(at, at + SHA256_BYTES))) {
      throw new Error(`page ${page} has been changed since it was signed`);
    }
  }
  return pages;
}

/** The first of the blobs in the super-blob: the others are optional. */
function codeDirectory(signature: Buffer): Buffer {
  if (signature.readUInt32BE(0) !== SUPER_BLOB) throw new Error('the signature is no super-blob');
  const count = signature.readUInt32BE(8);
  for (let index = 0; index < count; index += 1) {
    const entry = 12 + index * 8;
    if (signature.readUInt32BE(entry) !== CODE_DIRECTORY_SLOT) continue;
    const start = signature.readUInt32BE(entry + 4);
    const blob = signature.subarray(start);
    if (blob.readUInt32BE(0) !== CODE_DIRECTORY) break;
    return blob.subarray(0, blob.readUInt32BE(4));
  }
  throw new Error('the signature has no code directory');
}
