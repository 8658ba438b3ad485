/**
 * Contenders' processes, and the protocol that they answer by.
 */
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  type CommandOf,
  type Contender,
  node,
  type RoundsOptions,
  runRounds,
} from '../../bench/rounds/index.js';

/** Programs here are JavaScript sources in the place of a file name. */
const commandOf: CommandOf = async ({ file, args }) =>
  file === 'missing'
    ? { absent: 'it is missing' }
    : [process.execPath, '-e', file, ...args.map(String)];

/** Has `line` and what it is given to `answer()` with. */
const answering = (body: string, ...args: (string | number)[]) =>
  node(
    `const answer = (figures) => console.log(JSON.stringify(figures));
     require('readline').createInterface(process.stdin).on('line', (line) => { ${body} })`,
    ...args,
  );

const COUNTING = 'answer({ time: global.n = (global.n ?? 0) + 1 })';
const counting: Contender = { program: answering(COUNTING) };

const run = (
  contenders: Readonly<Record<string, Contender>>,
  options: Partial<RoundsOptions> = {},
  command: CommandOf = commandOf,
) => {
  const { signal } = new AbortController();
  const complete = { rounds: 2, roundMs: 1, warmUpRounds: 0, signal, ...options };
  return runRounds(contenders, complete, command);
};

const timesOf = async (outcomes: ReturnType<typeof run>) =>
  [...(await outcomes)].map(([label, outcome]) => [
    label,
    'rounds' in outcome ? outcome.rounds.map(({ time }) => time) : outcome,
  ]);

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'selectors-ts-test-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Writes down a word. */
const noting = (word: string) =>
  `require('fs').appendFileSync(${JSON.stringify(join(folder, 'notes'))}, ${JSON.stringify(word)});`;
const notes = () => readFileSync(join(folder, 'notes'), 'utf8');

describe('rounds', () => {
  it('are kept from the end of the warm-up on', async () => {
    const onRound = vi.fn();
    const options = { rounds: 3, warmUpRounds: 2, onRound };
    expect(await timesOf(run({ ours: counting, peer: counting }, options))).toEqual([
      ['ours', [3, 4, 5]],
      ['peer', [3, 4, 5]],
    ]);
    expect(onRound).toHaveBeenCalledTimes(5);
  });

  it('are taken in turns', async () => {
    const ours = { program: answering(`${noting('a')} ${COUNTING}`) };
    const peer = { program: answering(`${noting('b')} ${COUNTING}`) };
    await run({ ours, peer }, { rounds: 3 });
    expect(notes()).toBe('ababab');
  });

  it('are asked for with their length', async () => {
    const ours = { program: answering('answer({ time: Number(line) })') };
    expect(await timesOf(run({ ours }, { roundMs: 15 }))).toEqual([['ours', [15, 15]]]);
  });

  it('may have many figures', async () => {
    const ours = { program: answering('answer({ rate: 5, p50: 7 })') };
    expect((await run({ ours }, { rounds: 1 })).get('ours')).toEqual({
      rounds: [{ rate: 5, p50: 7 }],
    });
  });

  it('are at least four, even when time is up', async () => {
    const timesUp = { rounds: 10, deadlineMs: performance.now() };
    expect(await timesOf(run({ ours: counting }, timesUp))).toEqual([['ours', [1, 2, 3, 4]]]);
  });

  it('are not waited for by a process that stays when it is to end', async () => {
    const ours = { program: answering(`setInterval(() => {}, 1000); ${COUNTING}`) };
    expect(await timesOf(run({ ours }))).toEqual([['ours', [1, 2]]]);
  });

  it('leave no process behind', async () => {
    const ours = { program: answering('answer({ time: process.pid })') };
    const [[, [pid]]] = (await timesOf(run({ ours }))) as [[string, [number]]];
    expect(isAlive(pid)).toBe(false);
  });
});

describe('a server', () => {
  /** It has had 1000 ns more each time. */
  const server = node(`
    const tell = (line) => console.log(JSON.stringify(line));
    tell({ port: 5000, pid: 77 });
    let cpuNs = 0;
    require('readline').createInterface(process.stdin).on('line', () => tell({ cpuNs: cpuNs += 1000 }));
  `);

  it('has its port and process id handed to its load', async () => {
    const load = answering('answer({ args: process.argv.slice(1).join() })', 'first');
    expect((await run({ ours: { program: server, load } }, { rounds: 1 })).get('ours')).toEqual({
      rounds: [{ args: 'first,5000,77' }],
    });
  });

  it('has its CPU time divided by the messages', async () => {
    const load = answering('answer({ messages: 10, rate: 5 })');
    expect((await run({ ours: { program: server, load } }, { rounds: 1 })).get('ours')).toEqual({
      rounds: [{ cpu: 100, rate: 5 }],
    });
  });

  it('that fails leaves no load behind', async () => {
    const broken = node(`${noting('s')} process.exit(4)`);
    const load = node(noting('l'));
    const outcome = (await run({ ours: { program: broken, load } })).get('ours');
    expect(outcome).toEqual({ error: expect.objectContaining({ message: expect.any(String) }) });
    expect(notes()).toBe('s');
  });
});

describe('who cannot be measured', () => {
  it('is absent, and why', async () => {
    const missing = { program: node('missing') };
    expect(await timesOf(run({ missing, ours: counting }))).toEqual([
      ['missing', { absent: 'it is missing' }],
      ['ours', [1, 2]],
    ]);
  });

  it('is absent without its load, and not started', async () => {
    const server = node(noting('started'));
    const contenders = { ours: { program: server, load: node('missing') } };
    expect((await run(contenders)).get('ours')).toEqual({ absent: 'it is missing' });
    expect(notes).toThrow('ENOENT');
  });

  it.each([
    ['at once', 'process.exit(3)'],
    ['later', `if (global.n === 1) { console.error('all is lost'); process.exit(3) } ${COUNTING}`],
  ])('drops out when it fails %s, with what it said, and the others go on', async (_, body) => {
    const contenders = { broken: { program: answering(body) }, ours: counting };
    const outcomes = await run(contenders, { rounds: 3 });
    expect(outcomes.get('broken')).toEqual({ error: expect.any(Error) });
    const { error } = outcomes.get('broken') as { error: Error };
    expect(error.message).toMatch(/without an answer \(3\)/);
    if (body.includes('lost')) expect(error.message).toMatch(/: all is lost$/);
    expect(outcomes.get('ours')).toEqual({ rounds: [{ time: 1 }, { time: 2 }, { time: 3 }] });
  });

  it('drops out when there is no such program', async () => {
    const nowhere: CommandOf = async (program) =>
      program === counting.program ? commandOf(program) : ['/nonexistent/program'];
    const outcomes = await run({ nowhere: { program: node('x') }, ours: counting }, {}, nowhere);
    expect(outcomes.get('nowhere')).toEqual({ error: expect.any(Error) });
    expect((outcomes.get('nowhere') as { error: Error }).error.message).toMatch(/nonexistent/);
    expect(outcomes.get('ours')).toEqual({ rounds: [{ time: 1 }, { time: 2 }] });
  });
});

describe('the signal', () => {
  const reason = new Error('that is enough');

  it('ends a round that would never end, and all processes', async () => {
    const controller = new AbortController();
    const aborting = createServer();
    onTestFinished(() => void aborting.close());
    const pids: number[] = [];
    aborting.on('connection', (socket) => {
      socket
        .on('error', () => {})
        .once('data', (pid) => {
          pids.push(Number(pid));
          if (pids.length === 2) controller.abort(reason);
        });
    });
    await once(aborting.listen(0, '127.0.0.1'), 'listening');
    const { port } = aborting.address() as AddressInfo;
    const telling = `require('net').connect(${port}, '127.0.0.1').write(String(process.pid));`;
    const contenders = {
      ours: { program: answering(`${telling} ${COUNTING}`) },
      hanging: { program: answering(telling) },
    };
    await expect(run(contenders, { signal: controller.signal })).rejects.toBe(reason);
    expect(pids.map(isAlive)).toEqual([false, false]);
  });

  it('ends those too that a program has started, and that hold its output open', async () => {
    const controller = new AbortController();
    const onRound = () => controller.abort(reason);
    const start = `require('child_process').spawn('tail', ['-f', '/dev/null'], { stdio: 'inherit' });`;
    const ours = { program: answering(`${start} ${COUNTING}`) };
    const options = { rounds: 1000, signal: controller.signal, onRound };
    await expect(run({ ours }, options)).rejects.toBe(reason);
  });

  it('ends it between two rounds', async () => {
    const controller = new AbortController();
    const onRound = vi.fn(() => controller.abort(reason));
    const options = { rounds: 1000, signal: controller.signal, onRound };
    await expect(run({ ours: counting }, options)).rejects.toBe(reason);
    expect(onRound).toHaveBeenCalledTimes(1);
  });

  it('ends it while a program is being built', async () => {
    const controller = new AbortController();
    const onRound = vi.fn();
    const building: CommandOf = async (program) => {
      controller.abort(reason);
      return commandOf(program);
    };
    const options = { rounds: 3, signal: controller.signal, onRound };
    await expect(run({ ours: counting }, options, building)).rejects.toBe(reason);
    expect(onRound).not.toHaveBeenCalled();
  });

  it('lets nothing begin when it has been given before', async () => {
    const program = node(noting('started'));
    const signal = AbortSignal.abort(reason);
    await expect(run({ ours: { program } }, { signal })).rejects.toBe(reason);
    expect(notes).toThrow('ENOENT');
  });
});
