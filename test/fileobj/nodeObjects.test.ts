import { describe, expect, test } from 'vitest';
import { nodeSockets } from './nodeSockets.js';
import { nodeStreams } from './nodeStreams.js';
import { watchers } from './watchers.js';

const kinds = Object.entries({ ...nodeSockets, ...nodeStreams });

describe.each(watchers)('%s', (_name, watch) => {
  test.each(kinds)('%s', async (_kind, make) => {
    const { fileobj, events, quiet, arouse, ready, nodesTurn } = await make();
    const watcher = watch(fileobj, events);
    expect(watcher.ready()).toBe(quiet);
    arouse();
    if (quiet === 0) expect(watcher.ready({ wait: true })).toBe(ready);
    expect(watcher.ready()).toBe(ready);
    watcher.forget();
    expect(await nodesTurn()).toBe('x');
  });
});
