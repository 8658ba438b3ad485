import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { EpollSelector, KqueueSelector, PollSelector, SelectSelector } from 'selectors-ts';
import { socketpair } from 'selectors-ts/socket';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Client } from '../../bench/load/client.js';
import { Crowd } from '../../bench/load/crowd.js';
import { BACKENDS } from '../../bench/results/index.js';
import { Child } from '../../bench/rounds/child.js';
import { type Figures, PERCENTILES } from '../../bench/rounds/index.js';

/** For rounds that are not to end by themselves. */
const LONG_MS = 3_600_000;

const CLASSES = {
  select: SelectSelector,
  poll: PollSelector,
  epoll: EpollSelector,
  kqueue: KqueueSelector,
};
const backends = BACKENDS.filter((backend) => CLASSES[backend].isAvailable);

type Command = [string, ...string[]];

const program = (file: string, ...args: (string | number)[]): Command => [
  process.execPath,
  `dist/bench/${file}`,
  ...args.map(String),
];

/** A server on Node's net, by the body of its handler of a message. It tells how many have come. */
const serverThat = (onMessage: string): Command => [
  process.execPath,
  '-e',
  `
    const clients = [];
    let messages = 0;
    const server = require('node:net').createServer({ noDelay: true }, (client) => {
      clients.push(client);
      let isGreeted = false;
      client.on('error', () => client.destroy());
      client.on('data', (message) => {
        if (!isGreeted) {
          isGreeted = true;
          client.write(message);
          return;
        }
        messages++;
        ${onMessage};
      });
    });
    server.listen(0, '127.0.0.1', () => {
      console.log(JSON.stringify({ port: server.address().port, pid: process.pid }));
    });
    process.stdin.on('data', () => console.log(JSON.stringify({ messages })));
    process.stdin.on('end', () => process.exit());
  `,
];

let children: Child[] = [];

afterEach(async () => {
  for (const child of children) child.kill();
  for (const child of children) await child[Symbol.asyncDispose]();
  children = [];
});

function start(command: Command): Child {
  const child = new Child(command);
  children.push(child);
  return child;
}

async function startBoth(
  serverCommand: Command,
  loadCommand: Command,
): Promise<{ server: Child; load: Child; serverPid: number }> {
  const server = start(serverCommand);
  const { port, pid } = await server.answer<{ port: number; pid: number }>();
  return { server, load: start([...loadCommand, String(port), String(pid)]), serverPid: pid };
}

/** Three short rounds; then both end when their input does. */
async function measure(serverCommandLine: string, load: Command, fewestMessages: number) {
  const [file, ...args] = serverCommandLine.split(' ') as Command;
  const folder = file.startsWith('ours/') ? 'cases/' : '';
  const both = await startBoth(program(folder + file, ...args), load);
  const cpuNs = async () => (await both.server.ask<{ cpuNs: number }>('cpu')).cpuNs;
  const beforeNs = await cpuNs();
  for (let round = 0; round < 3; round++) {
    const figures = await both.load.ask<Figures>(3);
    expect(figures.messages).toBeGreaterThanOrEqual(fewestMessages);
    expect(figures.rate).toBeGreaterThan(0);
    const percentiles = PERCENTILES.map((each) => figures[`p${each}`] as number);
    expect(percentiles[0]).toBeGreaterThan(0);
    expect(percentiles).toEqual([...percentiles].sort((a, b) => a - b));
  }
  expect(await cpuNs()).toBeGreaterThan(beforeNs);
  await both.load[Symbol.asyncDispose]();
  await both.server[Symbol.asyncDispose]();
}

describe('the echo load', () => {
  const echoLoad = program('load/echoLoad.js', 10);

  it.each([
    ...backends.map((backend) => `ours/echoServer.js ${backend} recvInto`),
    `ours/echoServer.js ${backends[0]} recv`,
    `ours/echoServer.js ${backends[0]} recvInto async`,
    'peers/netEchoServer.js',
  ])('measures %s', async (commandLine) => {
    await measure(commandLine, echoLoad, 10);
  });

  it('counts the messages that the server has had', async () => {
    const { server, load } = await startBoth(serverThat('client.write(message)'), echoLoad);
    let counted = 0;
    for (let round = 0; round < 3; round++) {
      counted += (await load.ask<{ messages: number }>(3)).messages;
    }
    expect(await server.ask('count')).toEqual({ messages: counted });
  });

  it('takes echoes in pieces', async () => {
    const inPieces = `
      client.write(message.subarray(0, 10), () => client.write(message.subarray(10)));
    `;
    const { server, load } = await startBoth(serverThat(inPieces), echoLoad);
    const { messages } = await load.ask<{ messages: number }>(3);
    expect(await server.ask('count')).toEqual({ messages });
  });

  it.each([
    ['a changed byte', 'message[40] ^= 1; client.write(message)'],
    [
      'a changed byte in the second piece',
      `message[40] ^= 1;
       client.write(message.subarray(0, 10), () => client.write(message.subarray(10)))`,
    ],
    ['the echo before', 'client.write(client.last ?? message); client.last = message'],
    ['an echo for somebody else', 'clients.at(clients.indexOf(client) - 1).write(message)'],
    ['an echo too many', 'client.write(message); client.write(message)'],
  ])('notices %s', async (_, onMessage) => {
    const { load } = await startBoth(serverThat(onMessage), echoLoad);
    await expect(load.ask(LONG_MS)).rejects.toThrow(/something else came/);
  });

  it.each([
    ['the server ends', 'process.exit()', /closed a connection|ECONNRESET|EPIPE/],
    // Which of the three depends on whether a message is on its way to it.
    ['it closes a connection', 'client.end()', /closed a connection|ECONNRESET|EPIPE/],
    ['it resets one', 'client.resetAndDestroy()', /ECONNRESET|EPIPE/],
  ])('ends with an error when %s', async (_, ending, complaint) => {
    const onMessage = `if (messages === 100) ${ending}; else client.write(message)`;
    const { load } = await startBoth(serverThat(onMessage), echoLoad);
    await expect(load.ask(LONG_MS)).rejects.toThrow(complaint);
  });
});

describe('the chat load', () => {
  const [roomSize, talkingRooms] = [3, 2];
  const chatLoad = program('load/chatLoad.js', 10, roomSize, talkingRooms);

  it.each([
    ...backends.map((backend) => `ours/chatServer.js ${backend}`),
    'peers/netChatServer.js',
  ])('measures %s', async (commandLine) => {
    await measure(commandLine, chatLoad, talkingRooms * (roomSize - 1));
  });

  const oneRoom = program('load/chatLoad.js', 5, 5, 1);

  it('counts deliveries', async () => {
    const toOthers = 'for (const each of clients) if (each !== client) each.write(message)';
    const { server, load } = await startBoth(serverThat(toOthers), oneRoom);
    const { messages: deliveries } = await load.ask<{ messages: number }>(3);
    expect(await server.ask('count')).toEqual({ messages: deliveries / 4 });
  });

  it.each([
    [
      'a changed byte',
      'message[40] ^= 1; for (const each of clients) each.write(message)',
      /something else came/,
    ],
    ['a message to its sender', 'client.write(message)', /twice, or to its sender/],
    [
      'a message that comes twice',
      'for (const each of clients) if (each !== client) { each.write(message); each.write(message) }',
      /twice, or to its sender|something else came/,
    ],
  ])('notices %s', async (_, onMessage, complaint) => {
    const { load } = await startBoth(serverThat(onMessage), oneRoom);
    await expect(load.ask(LONG_MS)).rejects.toThrow(complaint);
  });
});

describe('a server that', () => {
  const echoLoad = program('load/echoLoad.js', 2);

  it('does not answer the greeting ends the load with an error', async () => {
    const closing = `
      const server = require('node:net').createServer((client) => client.end());
      server.listen(0, '127.0.0.1', () => {
        console.log(JSON.stringify({ port: server.address().port, pid: process.pid }));
      });
      process.stdin.on('end', () => process.exit()).resume();
    `;
    const { load } = await startBoth([process.execPath, '-e', closing], echoLoad);
    await expect(load.ask(1)).rejects.toThrow(/instead of answering|ECONNRESET|EPIPE/);
  });

  it('falls silent ends it too', () => {
    const [client, server] = socketpair();
    using crowd = new Crowd([new Client(client)]);
    const now = vi.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValue(60_000);
    try {
      expect(() => crowd.wait()).toThrow(/silent/);
    } finally {
      now.mockRestore();
      server.close();
    }
  });
});

describe.runIf(process.platform === 'linux' && availableParallelism() > 1)('on Linux', () => {
  const netServer = program('peers/netEchoServer.js');
  const processorsOf = (pid: number | string) =>
    /^Cpus_allowed_list:\s*(.*)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  const allowed = processorsOf('self') as string;

  it('server and load have processors of their own', async () => {
    const tellingPid: Command = ['sh', '-c', 'echo "{\\"pid\\":$$}"; exec "$@"', 'sh'];
    const { load, serverPid } = await startBoth(netServer, [
      ...tellingPid,
      ...program('load/echoLoad.js', 2),
    ]);
    const { pid } = await load.answer<{ pid: number }>();
    await load.ask(1);
    const processors = allowed.match(/\d+/g);
    expect(processorsOf(serverPid)).toBe(processors?.[0]);
    expect(processorsOf(pid)).toBe(processors?.at(-1));
  });

  it('they share them all where there is no taskset', async () => {
    const [node, ...args] = program('load/echoLoad.js', 2);
    const { load, serverPid } = await startBoth(netServer, ['env', 'PATH=', node, ...args]);
    await load.ask(1);
    expect(processorsOf(serverPid)).toBe(allowed);
  });
});
