import { expect, it } from 'vitest';
import { Client } from './client.js';
import { Program } from './program.js';

const CHAT = 'chat/main.js';
const PAGE = /curl (http:\S+)$/;

it.each([[[]], [['--backend', 'poll']], [['--backend', 'select']]])(
  'accounts for every message, and answers requests meanwhile %j',
  async (backend) => {
    await using program = new Program(CHAT, [
      ...['--async', '--clients', '50', '--room-size', '10', '--seconds', '1'],
      ...backend,
    ]);
    const { code, stdout } = await program.end();
    expect(stdout).toMatch(/^Clients: +50 in 5 rooms, talking for [\d.]+ s$/m);
    expect(stdout).toMatch(/^Sent: +[1-9]/m);
    expect(stdout).toMatch(
      /^HTTP: +[1-9]\d* requests answered, in [\d.,]+ ms \(median\), [\d.,]+ ms \(p99\)$/m,
    );
    expect(stdout).toContain('Every message is accounted for at every receiver.');
    expect(code).toBe(0);
  },
);

it('tells the same figures in its lines', async () => {
  await using program = new Program(CHAT, ['--async', '--clients', '20', '--seconds', '3600']);
  await program.line(
    /^\w+ \| 20 connections \| [1-9][\d,]* messages\/s \| select\(\) [\d.,]+ µs, \d+ ready$/,
  );
  program.kill('SIGINT');
  const { code, stdout } = await program.end();
  expect(stdout).toMatch(/^HTTP: +[1-9]/m);
  expect(stdout).toContain('Every message is accounted for at every receiver.');
  expect(code).toBe(0);
});

it('says which deliveries are missing, and fails', async () => {
  const args = ['--async', '--clients', '20', '--seconds', '1', '--lose', '3'];
  await using program = new Program(CHAT, args);
  const { code, stdout } = await program.end();
  expect(stdout).toContain('FAILED:\n  3 deliveries are missing\n');
  expect(code).toBe(1);
});

it('has a page for people too', async () => {
  await using program = new Program(CHAT, ['--async', '--serve', '--port', '0']);
  const port = await program.port();
  const [, page = ''] = await program.line(PAGE);
  using anna = await Client.connect(port);
  using bert = await Client.connect(port);
  expect(await anna.line()).toMatch(/^\* You are guest/);
  expect(await bert.line()).toMatch(/^\* You are guest/);
  anna.say('Hello!');
  expect(await bert.line()).toMatch(/: Hello!$/);
  const figures = { connections: 2, deliveries: 1, messagesPerSecond: expect.any(Number) };
  expect(await read(page)).toEqual([200, figures]);
  expect(await read(`${page}other`)).toEqual([404, { error: 'There is only GET /' }]);
});

// Whatever it left open would keep it running, and so would the connection that was kept alive.
it('ends with nothing left open', async () => {
  await using program = new Program(CHAT, ['--async', '--serve', '--port', '0']);
  const [, page = ''] = await program.line(PAGE);
  await read(page);
  program.kill('SIGTERM');
  expect((await program.end()).code).toBe(0);
});

async function read(url: string): Promise<[status: number, body: unknown]> {
  const response = await fetch(url);
  return [response.status, await response.json()];
}
