import { expect, it } from 'vitest';
import { Program } from './program.js';

async function linesOf(example: string): Promise<string[]> {
  await using program = new Program(`threads/${example}.js`);
  const { code, stdout, stderr } = await program.end();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.trimEnd().split('\n');
}

it('downloads gets every page, one after the other and at once', async () => {
  const lines = await linesOf('downloads');
  const pages = ['earth', 'water', 'air', 'fire'].map((page) => `  ${page}: all about ${page}`);
  expect(lines[0]).toMatch(/^One after the other: [\d.]+ s$/);
  expect(lines.slice(1, 5)).toEqual(pages);
  expect(lines[5]).toMatch(/^At once: [\d.]+ s$/);
  expect(lines.slice(6).toSorted()).toEqual(pages.toSorted());
});

it.each([
  ['primes', ['One thread', 'Two threads', 'Two free threads']],
  ['primes-in-processes', ['One process', 'Two processes']],
])('%s counts the same, however it is shared', async (example, ways) => {
  const lines = await linesOf(example);
  expect(lines.map((line) => line.replace(/[\d.]+ s$/, '… s'))).toEqual(
    ways.map((way) => `${way}: 49098 primes below 600000 in … s`),
  );
});

it('daemon-logger ends while the logger waits', async () => {
  expect(await linesOf('daemon-logger')).toEqual([
    'log: step one',
    'log: step two',
    'log: step three',
    'The program ends, the logger waits for more.',
  ]);
});

it('counter is wrong without a lock, right with one, and right under the GIL', async () => {
  expect(await linesOf('counter')).toEqual([
    expect.stringMatching(/^Without a lock: less than 200000, this time \d+$/),
    'With a lock: 200000',
    'Under the GIL: 200000',
  ]);
});
