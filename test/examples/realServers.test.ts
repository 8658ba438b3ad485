import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { Client } from './client.js';
import { FEW_DESCRIPTORS, Program } from './program.js';

const snippet = (name: string, shell?: string): Program =>
  new Program(`real-servers/${name}.js`, [], shell);

it('out-of-descriptors looks away at the limit, once, and back when there is room', async () => {
  await using program = snippet('out-of-descriptors', `ulimit -n ${FEW_DESCRIPTORS}`);
  const port = await program.port();
  const clients = Array.from({ length: FEW_DESCRIPTORS }, () => connect(port, 'localhost'));
  await program.line(/^EMFILE: not listening$/);
  for (const client of clients) {
    if (client.connecting) await once(client, 'connect');
    client.destroy();
  }
  // However often it was at the limit, it never was so twice without having had room.
  using last = await Client.connect(port, 'localhost');
  last.say('hello');
  await program.line(/^listening again$/);
  program.kill('SIGTERM');
  const { stdout } = await program.end();
  expect(stdout).not.toMatch(/not listening\nEMFILE/);
});

it('bounded-accept serves the connected while others arrive', async () => {
  await using program = snippet('bounded-accept');
  const port = await program.port();
  using first = await Client.connect(port, 'localhost');
  await program.line(/^accepted 1$/);
  program.kill('SIGSTOP');
  while (!stateOf(program.pid).startsWith('T'));
  const others = await Promise.all(
    Array.from({ length: 40 }, () => Client.connect(port, 'localhost')),
  );
  first.say('hello');
  program.kill('SIGCONT');
  expect(await first.line()).toBe('hello');
  await program.line(/^accepted 16$/);
  await program.line(/^accepted 16$/);
  await program.line(/^accepted 8$/);
  for (const client of others) client[Symbol.dispose]();
});

function stateOf(pid: number): string {
  return spawnSync('ps', ['-o', 'state=', '-p', `${pid}`], { encoding: 'utf8' }).stdout.trim();
}

it('partial-sends sends all to who reads, and cuts off who does not', async () => {
  await using program = snippet('partial-sends');
  const port = await program.port();

  const reader = connect(port, 'localhost');
  reader.write('ab');
  let received = 0;
  for await (const chunk of reader) {
    received += chunk.length;
    if (received === 2 * 8 * 1024 * 1024) break;
  }
  await program.line(/^closing, with 0 bytes queued$/);

  const sleeper = connect(port, 'localhost').pause();
  sleeper.on('error', () => {});
  sleeper.write('x'.repeat(100));
  const [, queued] = await program.line(/^closing, with (\d+) bytes queued$/);
  expect(Number(queued)).toBeGreaterThan(16 * 1024 * 1024);
  expect(Number(queued)).toBeLessThan(24 * 1024 * 1024);
  sleeper.destroy();
});

it('sigterm closes everything', async () => {
  await using program = snippet('sigterm');
  using client = await Client.connect(await program.port(), 'localhost');
  program.kill('SIGTERM');
  expect(await client.line()).toBeUndefined();
  const { code, stdout } = await program.end();
  expect(stdout).toContain('closed 1 connections');
  expect(code).toBe(0);
});

it('dual-stack takes IPv4 and IPv6', async () => {
  await using program = snippet('dual-stack');
  const port = await program.port();
  const clients = [connect(port, '127.0.0.1')];
  await program.line(/^a client from (::ffff:)?127\.0\.0\.1$/);
  clients.push(connect(port, '::1'));
  await program.line(/^a client from ::1$/);
  for (const client of clients) client.destroy();
});
