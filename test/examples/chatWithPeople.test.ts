import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { Client } from './client.js';
import { FEW_DESCRIPTORS, Program } from './program.js';

function serve(args: readonly string[] = [], shell?: string): Program {
  return new Program('chat/main.js', ['--serve', '--port', '0', ...args], shell);
}

async function enter(port: number, name: string): Promise<Client> {
  const client = await Client.connect(port);
  expect(await client.line()).toMatch(/^\* You are guest\d+ in lobby/);
  expect(await client.ask(`/name ${name}`)).toBe(`* You are ${name}`);
  return client;
}

it('tells everybody else in the room what somebody says', async () => {
  await using program = serve();
  const port = await program.port();
  using anna = await enter(port, 'anna');
  using bert = await enter(port, 'bert');
  anna.say('Hello!');
  expect(await bert.line()).toBe('anna: Hello!');
  bert.socket.write('Grüße\r\n\nTwo ');
  expect(await anna.line()).toBe('bert: Grüße');
  bert.socket.write('halves\n');
  expect(await anna.line()).toBe('bert: Two halves');
});

it('has rooms', async () => {
  await using program = serve();
  const port = await program.port();
  using anna = await enter(port, 'anna');
  using bert = await enter(port, 'bert');
  using carl = await enter(port, 'carl');
  expect(await bert.ask('/join kitchen')).toBe('* You are in kitchen, with 0 others');
  expect(await carl.ask('/join kitchen')).toBe('* You are in kitchen, with 1 others');
  anna.say('Nobody hears this');
  bert.say('It is warm here');
  expect(await carl.line()).toBe('bert: It is warm here');
  expect(await anna.ask('/who')).toBe('* Here: anna');
  expect(await bert.ask('/who')).toBe('* Here: bert, carl');
});

it.each([
  ['/name bert', "* bert is somebody else's name"],
  ['/name two words', '* /name NAME: one word, please'],
  ['/join', '* /join ROOM: one word, please'],
  ['/constructor', '* There is /join ROOM, /name NAME, /who, /quit.'],
])('answers %j', async (line, answer) => {
  await using program = serve();
  const port = await program.port();
  using anna = await enter(port, 'anna');
  using _bert = await enter(port, 'bert');
  expect(await anna.ask(line)).toContain(answer);
});

it('lets people go', async () => {
  await using program = serve();
  const port = await program.port();
  using anna = await enter(port, 'anna');
  using bert = await enter(port, 'bert');
  expect(await bert.ask('/quit')).toBe('* Bye');
  expect(await bert.line()).toBeUndefined();
  expect(await anna.ask('/who')).toBe('* Here: anna');
});

it('does not mind a connection that is reset', async () => {
  await using program = serve();
  const port = await program.port();
  using anna = await enter(port, 'anna');
  using bert = await enter(port, 'bert');
  bert.socket.resetAndDestroy();
  await once(bert.socket, 'close');
  anna.say('Still there?');
  expect(await anna.ask('/who')).toBe('* Here: anna');
});

it('cuts off who does not read, and nobody else', async () => {
  await using program = serve();
  const port = await program.port();
  using anna = await enter(port, 'anna');
  using bert = await enter(port, 'bert');
  const sleeper = connect(port).pause();
  await once(sleeper, 'connect');
  const lines = Array.from({ length: 20 }, () => 'x'.repeat(4000));
  do {
    anna.say(lines.join('\n'));
    for (const line of lines) expect(await bert.line()).toBe(`anna: ${line}`);
  } while ((await anna.ask('/who')) !== '* Here: anna, bert');
  sleeper.destroy();
  program.kill('SIGTERM');
  expect((await program.end()).stdout).toContain('1 cut off because they did not read');
});

it('cuts off who sends a line without an end', async () => {
  await using program = serve();
  using anna = await enter(await program.port(), 'anna');
  anna.socket.write('x'.repeat(100_000));
  expect(await anna.line()).toBeUndefined();
});

it.each([
  ['SIGINT', []],
  ['SIGTERM', []],
  ['SIGINT', ['--async']],
  ['SIGTERM', ['--async']],
] as const)('closes at %s %j', async (signal, args) => {
  await using program = serve(args);
  using anna = await enter(await program.port(), 'anna');
  program.kill(signal);
  expect(await anna.line()).toBe('* The server is closing');
  expect(await anna.line()).toBeUndefined();
  const { code, stdout } = await program.end();
  expect(stdout).toMatch(/^Server: +1 connections, 0 deliveries$/m);
  expect(code).toBe(0);
});

it.each([[[]], [['--async']]])(
  'takes in those who had to wait for a descriptor %j',
  async (args) => {
    await using program = serve(args, `ulimit -n ${FEW_DESCRIPTORS}`);
    const port = await program.port();
    const clients = await Promise.all(
      Array.from({ length: FEW_DESCRIPTORS }, () => Client.connect(port)),
    );
    for (const client of clients) {
      expect(await client.line()).toMatch(/^\* You are guest/);
      client.socket.destroy();
    }
  },
);
