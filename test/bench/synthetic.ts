/**
 * Results of a benchmark that nobody has run: from timings that are known.
 */
import type {
  Backend,
  CaseResult,
  ContenderResult,
  Machine,
  Metric,
  Results,
} from '../../bench/results/index.js';
import { metricOf } from '../../bench/statistics/index.js';

const NS = { unit: 'ns', better: 'lower' } as const;

/** What a metric is that is not named here: a time. */
const KINDS: Readonly<Record<string, Pick<Metric, 'unit' | 'better'>>> = {
  rate: { unit: '/s', better: 'higher' },
  memory: { unit: 'B', better: 'lower' },
  share: { unit: '%', better: 'lower' },
};

export interface Noise {
  /** How far a round may be from the truth, as a share of it. */
  readonly share: number;
  readonly rounds: number;
  readonly seed: number;
}

const QUIET: Noise = { share: 0.01, rounds: 9, seed: 1 };

/** Rounds of a figure whose true value is known. */
export function noisyRounds(truth: number, noise: Partial<Noise> = {}): number[] {
  const { share, rounds, seed } = { ...QUIET, ...noise };
  const random = randomFrom(seed + truth);
  return Array.from({ length: rounds }, () => truth * (1 + share * (2 * random() - 1)));
}

/** mulberry32: the same numbers, from 0 to 1, for the same seed. */
function randomFrom(seed: number): () => number {
  let state = Math.imul(Math.floor(seed * 1000), 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Each contender's rounds, by the name of the metric. */
export type RoundsOf = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;

export function contendersOf(rounds: RoundsOf, kind: ContenderResult['kind'] = 'backend') {
  return Object.entries(rounds).map(
    ([name, metrics]): ContenderResult => ({
      name,
      kind,
      ...(kind === 'backend' && { backend: name as Backend }),
      metrics: Object.fromEntries(
        Object.entries(metrics).map(([metric, figures]) => [
          metric,
          metricOf(figures, KINDS[metric] ?? NS),
        ]),
      ),
    }),
  );
}

/** Its name is made of its suite and parameters; its metric is the first that is measured. */
export function caseResult(
  suite: CaseResult['suite'],
  parameters: CaseResult['parameters'],
  rounds: RoundsOf,
  changes: Partial<CaseResult> = {},
): CaseResult {
  return {
    suite,
    name: [suite, ...Object.values(parameters)].join(' '),
    parameters,
    metric: Object.keys(Object.values(rounds)[0] ?? {})[0] ?? 'time',
    contenders: contendersOf(rounds),
    comparisons: [],
    ...changes,
  };
}

/** What something costs with so many registered, or connected. */
export type Cost = (n: number) => number;

/** Waits of backends whose costs are known. */
export function waitCases(
  costs: Readonly<Record<string, Cost>>,
  numbers: readonly number[],
  activity = '1',
  noise: Partial<Noise> = {},
): CaseResult[] {
  return numbers.map((registered) => {
    const ready = readyOf(activity, registered);
    const rounds = Object.entries(costs).map(([name, cost], index) => [
      name,
      { time: noisyRounds(cost(registered), { seed: index + 1, ...noise }) },
    ]);
    return caseResult('wait', { registered, ready, activity }, Object.fromEntries(rounds));
  });
}

function readyOf(activity: string, registered: number): number {
  if (activity === 'all') return registered;
  const number = Number.parseInt(activity, 10);
  return activity.endsWith('%') ? Math.max(1, Math.round((registered * number) / 100)) : number;
}

export function syntheticMachine(changes: Partial<Machine> = {}): Machine {
  return {
    system: 'Debian GNU/Linux 12 (bookworm)',
    platform: 'linux',
    arch: 'x64',
    kernel: '6.1.0-18-amd64',
    cpu: 'Example CPU @ 3.00GHz',
    cores: 4,
    memoryBytes: 8 * 2 ** 30,
    runtime: 'Node 20.20.2',
    nodeApi: '9',
    package: '0.1.0',
    binary: 'prebuilds/linux-x64/selectors-ts.glibc.node',
    descriptorLimit: 1_048_576,
    fdSetSize: 1024,
    loadAverage: 0.1,
    backends: [
      { name: 'select', available: true, isDefault: false },
      { name: 'poll', available: true, isDefault: false },
      { name: 'epoll', available: true, isDefault: true },
      { name: 'kqueue', available: false, isDefault: false, reason: 'not of Linux' },
    ],
    ...changes,
  };
}

export function syntheticResults(
  cases: readonly CaseResult[],
  changes: Partial<Results> = {},
): Results {
  return {
    schemaVersion: 1,
    startedAt: '2026-01-02T03:04:05.000Z',
    durationSeconds: 60,
    options: [],
    complete: true,
    rounds: QUIET.rounds,
    machine: syntheticMachine(),
    notes: [],
    advice: [],
    cases: [...cases],
    ...changes,
  };
}
