import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { Program } from './program.js';

const CHAT = 'chat/main.js';
const FEW = ['--clients', '20', '--room-size', '5', '--seconds', '1'];
const ENDLESS = ['--clients', '20', '--seconds', '3600'];
const TALKING = /20 connections \| [1-9][\d,]* messages/;

it('accounts for every message at every receiver', async () => {
  await using program = new Program(CHAT, FEW);
  const { code, stdout } = await program.end();
  expect(stdout).toMatch(/^Serving 20 clients on port \d+/);
  expect(stdout).toMatch(/^Clients: +20 in 4 rooms, talking for [\d.]+ s$/m);
  const [, sent, expected] = stdout.match(/^Sent: +(\S+) .* delivered (\S+) times$/m) ?? [];
  expect(count(sent)).toBeGreaterThan(0);
  expect(count(expected)).toBe(4 * count(sent));
  expect(stdout).toMatch(new RegExp(`^Received: ${expected}, `, 'm'));
  expect(stdout).toContain('Every message is accounted for at every receiver.');
  expect(code).toBe(0);
});

function count(text = ''): number {
  return Number(text.replaceAll(',', ''));
}

it('tells backend, connections, messages a second and what a select() costs', async () => {
  await using program = new Program(CHAT, ENDLESS);
  await program.line(
    /^\w+ \| 20 connections \| [\d,]+ messages\/s \| select\(\) [\d.,]+ µs, \d+ ready$/,
  );
});

it('tells it in one line of a terminal', () => {
  const inTerminal = 'import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)';
  const command = [process.execPath, `dist/examples/${CHAT}`, ...FEW];
  const { stdout, status } = spawnSync('python3', ['-c', inTerminal, ...command], {
    encoding: 'utf8',
  });
  const [, ...rewritten] = stdout.split('\u001b[1G\u001b[0K');
  expect(rewritten.length).toBeGreaterThan(2);
  for (const text of rewritten.slice(0, -1)) expect(text).toMatch(/^\w+ \| [^\n]{0,75}$/);
  expect(status).toBe(0);
});

it('says which deliveries are missing, and fails', async () => {
  await using program = new Program(CHAT, [...FEW, '--lose', '3']);
  const { code, stdout } = await program.end();
  expect(stdout).toContain('3 deliveries left out on purpose');
  expect(stdout).toContain('FAILED:\n  3 deliveries are missing\n');
  expect(stdout.match(/^ {4}c\d+ lacks 1 of c\d+'s$/gm)).toHaveLength(3);
  expect(code).toBe(1);
});

it.each(['select', 'poll'])('runs on %s', async (backend) => {
  await using program = new Program(CHAT, [...FEW, '--backend', backend]);
  const { code, stdout } = await program.end();
  expect(stdout).toContain(`\n${backend} | `);
  expect(code).toBe(0);
});

// The load has the same standard output: its end is waited for too.
it.each(['SIGINT', 'SIGTERM'] as const)('ends early at %s, all accounted for', async (signal) => {
  await using program = new Program(CHAT, ENDLESS);
  await program.line(TALKING);
  program.kill(signal);
  const { code, stdout } = await program.end();
  expect(stdout).toContain('Every message is accounted for at every receiver.');
  expect(code).toBe(0);
});

it('takes its load along when it is killed', async () => {
  await using program = new Program(CHAT, ENDLESS);
  await program.line(TALKING);
  program.kill('SIGKILL');
  await program.end();
});

it('fails when its load is killed', async () => {
  await using program = new Program(CHAT, ENDLESS);
  await program.line(TALKING);
  spawnSync('pkill', ['-KILL', '-P', `${program.pid}`]);
  const { code, stdout } = await program.end();
  expect(stdout).toContain('FAILED: the clients have died.');
  expect(code).toBe(1);
});

describe('options', () => {
  it('are explained', async () => {
    await using program = new Program(CHAT, ['--help']);
    const { code, stdout } = await program.end();
    expect(stdout).toMatch(/^npm start -- \[options\]$/m);
    expect(stdout).toContain('--room-size N');
    expect(code).toBe(0);
  });

  it.each([
    [['--clients', '1'], '--clients 1: expected a whole number from 2 to 1000000'],
    [['--clients', 'many'], '--clients many: expected'],
    [['--clients', '1000000'], '--clients 1000000: a process may open '],
    [['--room-size', '1'], '--room-size 1: expected'],
    [['--seconds', '0'], '--seconds 0: expected'],
    [['--lose=-1'], '--lose -1: expected'],
    [['--port', '65536'], '--port 65536: expected'],
    [['--backend', 'iocp'], '--backend iocp: expected one of epoll, kqueue, poll, select'],
    [['--nonsense'], "Unknown option '--nonsense'"],
    [['chat'], "Unexpected argument 'chat'"],
  ])('%j are refused in one line', async (args, complaint) => {
    await using program = new Program(CHAT, args);
    const { code, stdout, stderr } = await program.end();
    expect(stderr).toContain(complaint);
    expect(stderr.trimEnd()).not.toContain('\n');
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('refuse a backend that the environment has wrong', async () => {
    await using program = new Program(CHAT, [], 'export SELECTORS_TS_BACKEND=iocp');
    const { code, stderr } = await program.end();
    expect(stderr).toMatch(/^SELECTORS_TS_BACKEND is 'iocp', .*\n$/);
    expect(code).toBe(2);
  });

  it('refuse a port that is taken', async () => {
    await using first = new Program(CHAT, ['--serve', '--port', '0']);
    await using second = new Program(CHAT, ['--port', `${await first.port()}`]);
    const { code, stderr } = await second.end();
    expect(stderr).toMatch(/^EADDRINUSE: .*\n$/);
    expect(code).toBe(2);
  });
});
