/**
 * The end of a pipe(2), not of a FIFO: FreeBSD's kqueue tells these apart. Shells make such pipes.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { EpollSelector, KqueueSelector, PollSelector, SelectSelector } from 'selectors-ts';
import { expect, onTestFinished, test } from 'vitest';
import { hasShell } from '../support/capabilities.js';

const names = Object.entries({ SelectSelector, PollSelector, EpollSelector, KqueueSelector })
  .filter(([, { isAvailable }]) => isAvailable)
  .map(([name]) => name);

/** Reads a line, closes the pipe and says so at 3. */
const READER = '{ read line; exec <&-; echo gone >&3; }';

test.runIf(hasShell).each(names)(
  '%s reports a pipe whose reader has gone each time',
  async (name) => {
    const script = `"$0" test/lifecycle/fixtures/standardOutput.mjs ${name} 3>&- | ${READER}`;
    const shell = spawn('sh', ['-c', script, process.execPath], {
      stdio: ['pipe', 'inherit', 'pipe', 'pipe'],
    });
    const ended = once(shell, 'close');
    onTestFinished(async () => {
      shell.kill('SIGKILL');
      await ended;
    });
    const [stdin, , stderr, fromReader] = shell.stdio as unknown as [
      Writable,
      null,
      Readable,
      Readable,
    ];
    const results = text(stderr);
    await once(fromReader, 'data');
    stdin.write('x');
    const writable = [[true, 2]];
    expect(JSON.parse(await results)).toEqual([...Array(5).fill(writable), []]);
  },
);
