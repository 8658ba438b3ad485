import type { Socket } from 'selectors-ts/socket';

/** Called with where a line stands, without its end. The bytes are overwritten afterwards. */
export type OnLine = (bytes: Buffer, start: number, end: number) => void;

const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
const CAPACITY = 64 * 1024;
const LONGEST_LINE = 4096;

/** What a receive brings, shared by all; the last byte is for the newline that ends each search. */
const bytes = Buffer.allocUnsafeSlow(CAPACITY + 1);
const nothing = Buffer.alloc(0);

/** Cuts what a socket receives into lines, and keeps a line that has not come to its end. */
export class LineReader {
  #unfinished: Buffer = nothing;

  /**
   * Receives once: a socket with more to read will be ready again.
   *
   * @returns false if there is nothing more to expect: the other side has closed, or sends a line
   *   of no end
   * @throws OSError if the connection is gone
   */
  read(socket: Socket, onLine: OnLine): boolean {
    const kept = this.#unfinished.length;
    const received = socket.tryRecvInto(kept === 0 ? bytes : bytes.subarray(kept), CAPACITY - kept);
    if (received === null) return true;
    if (received === 0) return false;
    this.#unfinished.copy(bytes);
    const start = eachLine(kept + received, onLine);
    const left = kept + received - start;
    this.#unfinished = left === 0 ? nothing : Buffer.from(bytes.subarray(start, start + left));
    return left <= LONGEST_LINE;
  }
}

/** @returns where the unfinished line starts */
function eachLine(length: number, onLine: OnLine): number {
  bytes[length] = NEWLINE;
  for (let start = 0; ; ) {
    let end = start;
    while (bytes[end] !== NEWLINE) end++;
    if (end === length) return start;
    onLine(bytes, start, end > start && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end);
    start = end + 1;
  }
}
