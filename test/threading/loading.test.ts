/**
 * What a target's module starts while it is imported: Python's rule of `if __name__ == '__main__'`.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runBounded } from '../support/bounded.js';

const folder = 'test/threading/fixtures/unguarded';

function refusal(inProgram: string, inTarget: string): RegExp {
  const place = inProgram.toLowerCase();
  const what = inTarget.toLowerCase();
  const where = what === place ? 'one' : place;
  return new RegExp(
    `^${inProgram === 'Thread' ? 'Exception in thread Thread-1 \\(work\\)' : 'Process Process-1'}:\n` +
      `RuntimeError: an attempt to start a ${what} while this ${where} is still loading the module ` +
      'of its target: .* if __name__ == ',
    'm',
  );
}

const pairs = ['Thread', 'Process'].flatMap((inProgram) =>
  ['Thread', 'Process'].map((inTarget) => [inProgram, inTarget] as const),
);

describe.each(pairs)("a %s's module that starts a %s", (inProgram, inTarget) => {
  test.each([
    'at once',
    'after an await',
    'a function',
    'in a module that it imports',
    'in a module that it requires',
  ])('%s', async (when) => {
    const ended = await runBounded([`${folder}/main.mjs`, inProgram, inTarget, when]);
    expect(ended).toMatchObject({ code: 0, signal: null, stdout: '' });
    expect(ended.stderr).toMatch(refusal(inProgram, inTarget));
  });

  test('in CommonJS', async () => {
    const ended = await runBounded([`${folder}/main.cjs`, inProgram, inTarget]);
    expect(ended).toMatchObject({ code: 0, signal: null, stdout: '' });
    expect(ended.stderr).toMatch(refusal(inProgram, inTarget));
  });
});

describe.each(['Thread', 'Process'])('a preload that starts a %s', (kind) => {
  const preload = './test/threading/fixtures/preloads/preload.mjs';
  const program = 'test/threading/fixtures/unguarded/limit.cjs';

  test('is refused in what it has started', async () => {
    const ended = await runBounded(['--import', preload, program], { KIND: kind });
    expect(ended.stderr).toMatch(
      /RuntimeError\]?: an attempt to start a .* is still loading what --require, --import or NODE_OPTIONS name: /,
    );
    expect(ended).toMatchObject({ code: kind === 'Thread' ? 1 : 0, signal: null, stdout: '' });
  });

  test('behind the guard', async () => {
    const ended = await runBounded(['--import', preload, program], { KIND: kind, GUARDED: 'yes' });
    expect(ended).toEqual({ code: 0, signal: null, stdout: 'work\n', stderr: '' });
  });
});

test('the guard that docs/threads.md shows', async () => {
  const guarded = 'test/threading/fixtures/guarded.mjs';
  expect(readFileSync('docs/threads.md', 'utf8')).toContain(readFileSync(guarded, 'utf8'));
  const stdout = 'work, from a thread\nwork, from a process\n';
  expect(await runBounded([guarded])).toEqual({ code: 0, signal: null, stdout, stderr: '' });
});

test.each(['target', 'microtask', 'timer', 'second import'])(
  'once it is imported, a thread starts others, in a %s',
  async (way) => {
    const ended = await runBounded(['test/threading/fixtures/later.mjs', way]);
    expect(ended).toEqual({ code: 0, signal: null, stdout: 'work\n', stderr: '' });
  },
);
