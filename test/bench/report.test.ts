import { describe, expect, it } from 'vitest';
import { isMet } from '../../bench/report/comparisons.js';
import { formatFigure } from '../../bench/report/figures.js';
import { formatReport } from '../../bench/report/index.js';
import type { CaseResult, ContenderResult, Results } from '../../bench/results/index.js';
import { metricOf } from '../../bench/statistics/index.js';

const NS = { unit: 'ns', better: 'lower' } as const;
const RATE = { unit: '/s', better: 'higher' } as const;

const steady = (figure: number) => [figure, figure * 1.01, figure * 0.99, figure];

function contender(name: string, rounds: number[], kind: ContenderResult['kind'] = 'backend') {
  return { name, kind, metrics: { time: metricOf(rounds, NS) } };
}

function wait(registered: number, activity: string, contenders: ContenderResult[]): CaseResult {
  return {
    suite: 'wait',
    name: `select(), ${activity} of ${registered}`,
    parameters: { registered, activity },
    metric: 'time',
    contenders,
    comparisons: [],
  };
}

function report(cases: CaseResult[], words: Partial<Results> = {}): string[] {
  const results = { cases, notes: [], advice: [], ...words } as unknown as Results;
  return formatReport(results).split('\n');
}

describe('formatFigure', () => {
  it.each([
    [398.4, 'ns', '398 ns'],
    [1239, 'ns', '1.24 µs'],
    [12_400_000, 'ns', '12.4 ms'],
    [7.25e9, 'ns', '7.25 s'],
    [5e12, 'ns', '5,000 s'],
    [999.9, 'ns', '1.00 µs'],
    [132, 'B', '132 B'],
    [12_700_000, 'B', '12.7 MB'],
    [115_212, '/s', '115 k/s'],
    [50.12, '%', '50.1 %'],
    [0, 'ns', '0.00 ns'],
    [-2048, 'B', '-2.05 kB'],
  ] as const)('writes %d %s as %s', (value, unit, text) => {
    expect(formatFigure(value, unit)).toBe(text);
  });
});

it('has a table for each share of ready descriptors, a column for each backend', () => {
  const lines = report([
    wait(10, '1', [contender('poll', steady(300)), contender('epoll', steady(400))]),
    wait(1000, '1', [contender('poll', steady(9000)), contender('epoll', [410, 400, 900, 400])]),
    wait(10, 'all', [contender('poll', [300, 500, 400, 300]), contender('epoll', steady(400))]),
  ]);
  expect(lines.slice(0, 8)).toEqual([
    'select(), 1 ready      poll      epoll',
    '──────────────────  ─────────  ─────────',
    '  10 registered      300 ns *   400 ns',
    '  1,000 registered  9.00 µs    ~405 ns *',
    '',
    'select(), all ready     poll     epoll',
    '───────────────────  ─────────  ────────',
    '  10 registered      ~350 ns    400 ns',
  ]);
  expect(lines).toContain('* best, by more than the spread of rounds   ~ noisy');
});

it('has a row for each server, also for one that could not be measured', () => {
  const epoll: ContenderResult = {
    name: 'epoll',
    kind: 'backend',
    metrics: {
      cpu: metricOf(steady(4000), NS),
      rate: metricOf(steady(150_000), RATE),
      p50: metricOf(steady(600_000), NS),
      p99: metricOf(steady(900_000), NS),
      'p99.9': metricOf([1e6, 2e6, 1.5e6, 1.2e6], NS),
    },
  };
  const absent: ContenderResult = { name: 'C', kind: 'peer', absent: 'no compiler', metrics: {} };
  const echo: CaseResult = {
    suite: 'echo',
    name: 'TCP echo, 100 connections',
    parameters: { connections: 100 },
    metric: 'cpu',
    contenders: [epoll, absent],
    comparisons: [{ ours: 'epoll', peer: 'C', atMost: 1.15 }],
  };
  const lines = report([echo]);
  expect(lines.slice(0, 4)).toEqual([
    'TCP echo, 100 connections  CPU a message    messages     p50     p99     p99.9',
    '─────────────────────────  ───────────────  ────────  ──────  ──────  ────────',
    '  epoll                          4.00 µs     150 k/s  600 µs  900 µs  ~1.35 ms',
    '  C                               absent',
  ]);
  expect(lines).toContainEqual(
    expect.stringMatching(/^TCP echo, 100 connections +epoll +4.00 µs +C +absent +≤ 1.15$/),
  );
});

it('has a row for each contender where there are no backends, and ratios where there are peers', () => {
  const gil: CaseResult = {
    suite: 'gil',
    name: 'threads that compute',
    parameters: {},
    metric: 'rate',
    contenders: [
      { name: '1 thread', kind: 'variant', metrics: { rate: metricOf([100, 110, 105], RATE) } },
      { name: '2 threads', kind: 'variant', metrics: { rate: metricOf([100, 105, 115], RATE) } },
    ],
    constants: { 'half of it': 50 },
    comparisons: [
      { ours: '2 threads', peer: '1 thread', atLeast: 0.95 },
      { ours: '2 threads', peer: 'half of it', atMost: 2 },
    ],
  };
  const alone = [
    'threads that compute',
    '────────────────────  ──────  ───────────────',
    '  1 thread            105 /s  100 /s – 110 /s',
    '  2 threads           105 /s  100 /s – 115 /s',
    '',
  ];
  expect(report([gil])).toEqual(alone);
  const python = { name: 'python3', kind: 'peer', absent: 'not installed', metrics: {} } as const;
  expect(report([{ ...gil, contenders: [...gil.contenders, python] }])).toEqual([
    ...alone.slice(0, -1),
    '  python3             absent  not installed',
    '',
    'compared              ours               peer                 ratio   (low–high)  target  met',
    '────────────────────  ─────────  ──────  ──────────  ───────  ─────  ───────────  ──────  ───',
    'threads that compute  2 threads  105 /s  1 thread     105 /s   1.00  (0.95–1.10)  ≥ 0.95  yes',
    'threads that compute  2 threads  105 /s  half of it  50.0 /s   2.10  (2.00–2.30)     ≤ 2  NO',
    '',
  ]);
});

it('ends with what the figures say, and the notes', () => {
  expect(report([], { advice: ['Use epoll.'], notes: ['Too few.', 'Too slow.'] })).toEqual([
    'What the figures say',
    '- Use epoll.',
    '',
    'Notes',
    '- Too few.',
    '- Too slow.',
    '',
  ]);
});

describe('isMet', () => {
  const base = { ours: 'ours', peer: 'C' };

  it.each([
    [2, { atMost: 2 }, true],
    [2, { atMost: 1.9 }, false],
    [2, { atLeast: 2 }, true],
    [2, { atLeast: 2.1 }, false],
    [2, { atLeast: 0.7, atMost: 1.7 }, false],
    [2, {}, undefined],
  ])('judges %d by %j', (ratio, target, met) => {
    expect(isMet(ratio, { ...base, ...target })).toBe(met);
  });
});
