const MESSAGE_WORDS = 16;

export const MESSAGE_BYTES: number = MESSAGE_WORDS * Int32Array.BYTES_PER_ELEMENT;

/** Bytes, and the same memory as words: by those, comparing is cheapest. */
export class Message {
  readonly words = new Int32Array(MESSAGE_WORDS);
  readonly bytes: Buffer = Buffer.from(this.words.buffer).fill('x');

  /** Whether `count` bytes from `offset` on are the first bytes of `piece`. */
  has(piece: Message, offset: number, count: number): boolean {
    if (count < MESSAGE_BYTES) {
      return this.bytes.compare(piece.bytes, 0, count, offset, offset + count) === 0;
    }
    for (let i = 0; i < MESSAGE_WORDS; i++) if (this.words[i] !== piece.words[i]) return false;
    return true;
  }
}
