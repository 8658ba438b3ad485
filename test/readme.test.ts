/** What the README and the pages of docs/ show is what the examples, which other tests run, hold. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const pages = [
  'README.md',
  ...readdirSync('docs')
    .filter((page) => page.endsWith('.md'))
    .map((page) => `docs/${page}`),
];
const text = pages.map((page) => readFileSync(page, 'utf8')).join('\n');
const snippets = [...text.matchAll(/```ts\n\/\/ (examples\/\S+)\n([\s\S]*?)```/g)];

test('they have their snippets', () => {
  expect(snippets.map(([, file]) => file)).toEqual([
    'examples/echo.ts',
    'examples/async-echo.ts',
    'examples/wakeup.ts',
    'examples/threads/downloads.ts',
    'examples/threads/downloads.ts',
    'examples/threads/downloads.ts',
    'examples/threads/daemon-logger.ts',
    'examples/node-objects/standard-input.ts',
    'examples/node-objects/net-server.ts',
    'examples/node-objects/net-socket.ts',
    'examples/node-objects/tls-server.ts',
    'examples/node-objects/tls-client.ts',
    'examples/real-servers/out-of-descriptors.ts',
    'examples/real-servers/bounded-accept.ts',
    'examples/real-servers/partial-sends.ts',
    'examples/real-servers/sigterm.ts',
    'examples/real-servers/dual-stack.ts',
    'examples/workers/worker.ts',
    'examples/signals.ts',
    'examples/signals-async.ts',
  ]);
});

test.each(snippets.map(([, file, code]) => [file as string, code as string]))(
  '%s holds the code that is shown of it',
  (file, code) => {
    expect(readFileSync(file, 'utf8')).toContain(code);
  },
);
