/**
 * Every program that is measured, run once, for each backend there is; and those that cannot be run.
 */
import { EpollSelector, KqueueSelector, PollSelector, SelectSelector } from 'selectors-ts';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Case, casesOf } from '../../bench/cases/index.js';
import { Toolchain } from '../../bench/peers/index.js';
import { BACKENDS } from '../../bench/results/index.js';
import { c, type Figures, node, PERCENTILES, python, runRounds } from '../../bench/rounds/index.js';

const SELECTORS = {
  select: SelectSelector,
  poll: PollSelector,
  epoll: EpollSelector,
  kqueue: KqueueSelector,
};

const ABSENT = ['python3 is not installed', 'no C compiler (cc)', 'no Node-API headers'];
if (process.platform !== 'linux') {
  ABSENT.push('the programs in C use epoll: Linux only');
  ABSENT.push('the stand-in for kqueue is not built: npm run build:kqueue');
}

const toolchain = new Toolchain();
afterAll(() => toolchain[Symbol.dispose]());

async function roundOf({ contenders, shortestRoundMs = 1 }: Case): Promise<Map<string, Figures>> {
  const { signal } = new AbortController();
  const options = { rounds: 1, roundMs: shortestRoundMs, warmUpRounds: 0, signal };
  const outcomes = await runRounds(contenders, options, toolchain.commandOf);
  const figures = new Map<string, Figures>();
  for (const [label, outcome] of outcomes) {
    if ('error' in outcome) throw outcome.error;
    if ('rounds' in outcome) {
      figures.set(label, outcome.rounds[0] as Figures);
    } else {
      const { kind, program } = contenders[label] as Case['contenders'][string];
      expect(kind === 'peer' || program.needsStandin).toBe(true);
      expect(ABSENT).toContain(outcome.absent);
    }
  }
  return figures;
}

const cases = casesOf(['wait', 'register', 'wakeup', 'calls', 'gil', 'messages'], {
  registered: [10, 1000],
  activities: ['1', 'all'],
  connections: [],
  backends: BACKENDS.filter((backend) => SELECTORS[backend].isAvailable),
  peers: true,
});

const titled = (chosen: readonly Case[]) => chosen.map((each) => [each.name, each] as const);
const wakeups = cases.filter(({ suite }) => suite === 'wakeup');

it.each(titled(cases.filter((each) => !wakeups.includes(each))))(
  '%s: by all contenders',
  async (_name, each) => {
    for (const [label, figures] of await roundOf(each)) {
      const figure = figures[each.metric] as number;
      expect([label, figure > 0 && figure < Number.POSITIVE_INFINITY]).toEqual([label, true]);
    }
  },
);

it.each(titled(wakeups))('%s: and how its times are spread', async (_name, each) => {
  for (const { time, ...percentiles } of (await roundOf(each)).values()) {
    const spread = PERCENTILES.map((percentile) => percentiles[`p${percentile}`] as number);
    expect(spread).toEqual(spread.toSorted((a, b) => a - b));
    expect(spread[0]).toBeGreaterThan(0);
    // The mean is exact, the percentiles are rounded.
    expect(time).toBeGreaterThanOrEqual(0.99 * (spread[0] as number));
  }
});

it('a registration takes more than a key’s four fields, and not much more', async () => {
  const memory = cases.find(({ name }) => name === 'memory for each registered descriptor, 1,000');
  for (const [label, { memory: bytes }] of await roundOf(memory as Case)) {
    expect([label, (bytes as number) > 32 && (bytes as number) < 500]).toEqual([label, true]);
  }
});

describe('where something is missing', () => {
  const bare = new Toolchain();

  beforeEach(() => {
    vi.stubEnv('PATH', '/nonexistent');
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
  });

  it('Python’s programs are absent', async () => {
    expect(await bare.commandOf(python('wait.py'))).toEqual({ absent: 'python3 is not installed' });
  });

  it.runIf(process.platform === 'linux')('programs in C are absent', async () => {
    expect(await bare.commandOf(c('wait'))).toEqual({ absent: 'no C compiler (cc)' });
  });

  it('addons are absent', async () => {
    const addon = { ...node('peers/emptyCall.js'), addon: 'empty_call' };
    expect(await bare.commandOf(addon)).toEqual({ absent: 'no C compiler (cc)' });
  });

  it('our own programs are there', async () => {
    const command = await bare.commandOf(node('cases/ours/wait.js', 'poll', 2));
    expect(command).toEqual([
      process.execPath,
      expect.stringMatching(/\/dist\/bench\/cases\/ours\/wait\.js$/),
      'poll',
      '2',
    ]);
  });

  it('no compiler is asked for epoll where there is none', async () => {
    vi.stubGlobal('process', Object.create(process, { platform: { value: 'darwin' } }));
    const absent = 'the programs in C use epoll: Linux only';
    expect(await bare.commandOf(c('wait'))).toEqual({ absent });
  });
});
