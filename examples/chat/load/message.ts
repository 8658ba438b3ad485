/**
 * What the load's people say: `c17: 42 See you at noon 1a2b3c4d`. The server puts `c17: ` in front;
 * 42 is the sender's own count; the checksum covers all that stands before it.
 */
const TEXTS = [
  'Is anybody there?',
  'See you at the usual place',
  'I would not have thought so, but there you are: it works',
  'No',
];

const NAME = 'c'.charCodeAt(0);
const COLON = ':'.charCodeAt(0);
const SPACE = ' '.charCodeAt(0);
const ZERO = '0'.charCodeAt(0);
const CHECKSUM_LENGTH = 8;

export const nameOf = (sender: number): string => `c${sender}`;

export function compose(sender: number, sequence: number): Buffer {
  const said = `${sequence} ${TEXTS[(sender + sequence) % TEXTS.length]} `;
  const delivered = Buffer.from(`${nameOf(sender)}: ${said}`);
  const sum = checksum(delivered, 0, delivered.length);
  return Buffer.from(`${said}${sum.toString(16).padStart(CHECKSUM_LENGTH, '0')}\n`);
}

/** A delivered message, taken apart. */
export interface Message {
  sender: number;
  sequence: number;
  intact: boolean;
}

const message: Message = { sender: 0, sequence: 0, intact: false };

/**
 * @returns null if it is nobody of the load who said this; the same object every time otherwise,
 *   because this is done for every delivery
 */
export function parse(bytes: Buffer, start: number, end: number): Message | null {
  if (bytes[start] !== NAME) return null;
  const colon = digitsFrom(bytes, start + 1);
  message.sender = value;
  if (colon === start + 1 || bytes[colon] !== COLON || bytes[colon + 1] !== SPACE) return null;
  digitsFrom(bytes, colon + 2);
  message.sequence = value;
  const checksumStart = end - CHECKSUM_LENGTH;
  message.intact =
    Number.parseInt(bytes.toString('latin1', checksumStart, end), 16) ===
    checksum(bytes, start, checksumStart);
  return message;
}

let value = 0;

/** Leaves the number in `value`; returns where its digits end. */
function digitsFrom(bytes: Buffer, start: number): number {
  let at = start;
  value = 0;
  for (; ; at++) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit < 0 || digit > 9) return at;
    value = 10 * value + digit;
  }
}

/** FNV-1a, in 32 bits. */
function checksum(bytes: Buffer, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  return hash >>> 0;
}
