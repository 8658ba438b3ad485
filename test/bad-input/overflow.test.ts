import { expect, test } from 'vitest';
import { startFixture } from '../support/fixture.js';

/** Everything is compiled anew at each garbage collection; and the stack is quickly filled. */
const flags = ['--stress-flush-code', '--stack-size=300'];

test.each(['selectors', 'sockets', 'threading', 'asynchronous', 'starting'])(
  'a stack overflow at any place leaves all as it was before or after: %s',
  async (name) => {
    const program = `test/bad-input/overflow/${name}.mjs`;
    const { code, stdout, stderr } = await startFixture(program, [], flags).ended;
    expect(code, stderr).toBe(0);
    const { overflows } = JSON.parse(stdout);
    expect(overflows).toBeGreaterThan(0);
  },
  120_000,
);
