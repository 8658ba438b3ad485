/**
 * A thread may have the package twice, as a part of a bundle and as itself: both load one addon.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EpollSelector, KqueueSelector, PollSelector } from 'selectors-ts';
import { expect, onTestFinished, test } from 'vitest';
import { runNode } from '../support/node.js';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

const names = Object.entries({ EpollSelector, KqueueSelector, PollSelector })
  .filter(([, { isAvailable }]) => isAvailable)
  .map(([name]) => name);

test.each(names)('two copies of %s by turns', (name) => {
  const copy = mkdtempSync(join(dist, 'copy-'));
  onTestFinished(() => rmSync(copy, { recursive: true }));
  cpSync(join(dist, 'lib'), copy, { recursive: true });
  const output = runNode(`
    import * as first from 'selectors-ts';
    import * as second from '${copy}/index.js';
    import { socketpair } from 'selectors-ts/socket';
    const { EVENT_READ, EVENT_WRITE } = first;
    const pairs = Array.from({ length: 40 }, () => socketpair());
    for (const [, far] of pairs) far.send(Buffer.from('x'));
    const selectors = [new first.${name}(), new second.${name}()];
    let count = 0;
    // Each asks for more room than the other had.
    for (const size of [1, 2, 5, 20, 10]) {
      for (const selector of selectors) {
        for (const [near] of pairs.splice(0, size)) {
          selector.register(near, EVENT_READ | EVENT_WRITE, count++);
          if (pairs.length === 0) break;
        }
        const ready = selector.select(0).map(([key, events]) => [key.data, events]);
        const expected = [...selector.getMap().values()].map(({ data }) => [data, 3]);
        const inOrder = (a, b) => a[0] - b[0];
        console.log(JSON.stringify(ready.sort(inOrder)) === JSON.stringify(expected.sort(inOrder)));
      }
    }
  `);
  expect(output).toBe('true\n'.repeat(10));
});
