import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { Program } from './program.js';

it('echoes and serves HTTP in one thread, until Ctrl-C', async () => {
  await using program = new Program('async-echo.js', ['0', '0']);
  const client = connect(await program.port(), 'localhost');
  await once(client, 'connect');
  client.write('hello');
  expect(String((await once(client, 'data'))[0])).toBe('hello');

  const [, httpPort] = await program.line(/^HTTP: .*port: (\d+)/);
  const page = await fetch(`http://localhost:${httpPort}`);
  expect(await page.text()).toBe('1 echoes\n');

  program.kill('SIGINT');
  const { code, stdout } = await program.end();
  expect(stdout).toContain('1 echoes');
  expect(code).toBe(0);
  client.destroy();
});

it('wakes a worker', async () => {
  await using program = new Program('wakeup.js', []);
  const { code, stdout } = await program.end();
  expect(stdout).toBe('waking the worker\nthe worker is awake, with 0 ready\n');
  expect(code).toBe(0);
});
