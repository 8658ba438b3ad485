/**
 * What comes from the standard input, line by line, without the event loop.
 */
import { readSync } from 'node:fs';

export function* lines() {
  const chunk = Buffer.alloc(65_536);
  let rest = '';
  for (let size = readSync(0, chunk); size > 0; size = readSync(0, chunk)) {
    const parts = (rest + chunk.toString('utf8', 0, size)).split('\n');
    rest = parts.pop();
    yield* parts;
  }
}
