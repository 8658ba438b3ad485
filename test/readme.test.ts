/** What the README shows is what the examples, which other tests run, hold. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const readme = readFileSync('README.md', 'utf8');
const snippets = [...readme.matchAll(/```ts\n\/\/ (examples\/\S+)\n([\s\S]*?)```/g)];

test('the README has its snippets', () => {
  expect(snippets.map(([, file]) => file)).toEqual([
    'examples/echo.ts',
    'examples/async-echo.ts',
    'examples/wakeup.ts',
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
  ]);
});

test.each(snippets.map(([, file, code]) => [file as string, code as string]))(
  '%s holds the code that the README shows of it',
  (file, code) => {
    expect(readFileSync(file, 'utf8')).toContain(code);
  },
);
