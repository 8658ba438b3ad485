// Standard input in a selector, whatever it is: a terminal, a pipe, a file, /dev/null. By its
// number: touching `process.stdin` would make a pipe non-blocking for everybody who shares it.
import { fstatSync, readSync } from 'node:fs';
import { DefaultSelector, EVENT_READ, PermissionError } from 'selectors-ts';

const STDIN = 0;
const buffer = Buffer.alloc(4096);
let total = 0;
let ended = false;

function read(): void {
  const count = readSync(STDIN, buffer);
  total += count;
  ended = count === 0;
}

using selector = new DefaultSelector<number, () => void>();

/** Files and /dev/null keep nobody waiting: epoll refuses them, kqueue is silent at a file's end. */
function isAlwaysReady(fd: number): boolean {
  if (fstatSync(fd).isFile()) return true;
  try {
    selector.register(fd, EVENT_READ, read);
    return false;
  } catch (error) {
    if (error instanceof PermissionError) return true;
    throw error;
  }
}

const alwaysReady = isAlwaysReady(STDIN);
while (!ended) {
  if (alwaysReady) read();
  for (const [{ data }] of selector.select(alwaysReady ? 0 : null)) data();
}
console.log(`${total} bytes`);
