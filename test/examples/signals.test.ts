import { createConnection } from 'selectors-ts/socket';
import { describe, expect, test } from 'vitest';
import { hasEpoll, hasKqueue } from '../support/capabilities.js';
import { Program } from './program.js';

const backends = [
  'select',
  'poll',
  ...(hasEpoll ? ['epoll'] : []),
  ...(hasKqueue ? ['kqueue'] : []),
];

describe.each(backends)('over %s', (backend) => {
  describe.each(['signals.js', 'signals-async.js'])('%s', (example) => {
    async function started(): Promise<[Program, number]> {
      const program = new Program(example, [], `export SELECTORS_TS_BACKEND=${backend}`);
      return [program, await program.port()];
    }

    test('Ctrl-C ends the loop, and runs its finally', async () => {
      const [program] = await started();
      await using _ = program;
      program.kill('SIGINT');
      expect(await program.end()).toMatchObject({
        signal: 'SIGINT',
        stdout: expect.stringMatching(/^listening on port \d+\nclosed\n$/),
        stderr: '',
      });
    });

    test('a resized window does not', async () => {
      const [program, port] = await started();
      await using _ = program;
      for (let round = 0; round < 2; round++) {
        program.kill('SIGWINCH');
        await program.line(/^a window/);
        createConnection(['localhost', port]).close();
        await program.line(/^a client$/);
      }
      program.kill('SIGINT');
      expect(await program.end()).toMatchObject({ signal: 'SIGINT', stderr: '' });
    });
  });
});
