import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatComparison } from '../../bench/report/index.js';
import {
  type CaseResult,
  compareResults,
  type Results,
  readResults,
} from '../../bench/results/index.js';
import {
  caseResult,
  contendersOf,
  noisyRounds,
  syntheticMachine,
  syntheticResults,
  waitCases,
} from './synthetic.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'selectors-ts-test-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('readResults', () => {
  const write = (text: string) => {
    const path = join(folder, 'results.json');
    writeFileSync(path, text);
    return path;
  };
  const complaint = (path: string) => {
    try {
      readResults(path);
    } catch (error) {
      return (error as Error).message;
    }
    return 'none';
  };

  it('reads what a run has left', () => {
    const results = syntheticResults(waitCases({ poll: (n) => n, epoll: () => 300 }, [10, 1000]));
    expect(readResults(write(JSON.stringify(results)))).toEqual(results);
  });

  it.each<[string, unknown, RegExp]>([
    ['no object', null, /^FILE: no results of this benchmark: Invalid input/],
    [
      'another version',
      { schemaVersion: 2 },
      /^FILE: no results of this benchmark: schemaVersion: /,
    ],
    ['a part missing', { machine: undefined }, /: machine: /],
    ['a wrong type deep inside', { cases: [{ suite: 'wait', name: 7 }] }, /: cases\[0\]\.name: /],
    [
      'a line break in a name',
      { cases: [caseWith('a\nb')] },
      /: cases\[0\]\.contenders\[0\]\.metrics\["a\\nb"\]/,
    ],
  ])('names the file and the first problem, in one line: %s', (_, changes, expected) => {
    const whole = changes === null ? null : { ...syntheticResults([]), ...(changes as object) };
    const path = write(JSON.stringify(whole));
    const message = complaint(path);
    expect(message.replace(path, 'FILE')).toMatch(expected);
    expect(message).not.toContain('\n');
  });

  it.each([
    ['', /^FILE: no JSON: /],
    ['{\n"a":\n\n x}', /^FILE: no JSON: /],
  ])('says that it is no JSON: %j', (text, expected) => {
    const path = write(text);
    const message = complaint(path);
    expect(message.replace(path, 'FILE')).toMatch(expected);
    expect(message).not.toContain('\n');
  });

  it('says that there is no such file, or none that can be read', () => {
    const missing = join(folder, 'missing.json');
    expect(complaint(missing).startsWith(`${missing}: cannot be read: ENOENT`)).toBe(true);
    mkdirSync(missing);
    expect(complaint(missing).startsWith(`${missing}: cannot be read: EISDIR`)).toBe(true);
  });
});

/** A case one of whose metrics is none. */
function caseWith(metric: string): unknown {
  const [epoll] = contendersOf({ epoll: { time: [1] } });
  return caseResult(
    'wait',
    {},
    {},
    { contenders: [{ ...epoll!, metrics: { [metric]: 1 as never } }] },
  );
}

const PARAMETERS = { registered: 1000, operation: 'memory' };
const run = (...cases: CaseResult[]): Results => syntheticResults(cases);
const timed = (time: readonly number[], name = 'epoll') =>
  caseResult('wait', { registered: 10 }, { [name]: { time } });

describe('compareResults', () => {
  const verdict = (a: CaseResult, b: CaseResult) =>
    compareResults(run(a), run(b)).figures[0]?.verdict;

  it('tells the ratio of b to a, and what b is', () => {
    const comparison = compareResults(
      run(timed([99, 100, 100, 101])),
      run(timed([149, 150, 150, 151])),
    );
    expect(comparison).toMatchObject({
      figures: [
        { caseName: 'wait 10', contender: 'epoll', metric: 'time', ratio: 1.5, verdict: 'slower' },
      ],
      onlyInA: [],
      onlyInB: [],
      machines: [],
    });
    expect(comparison.figures[0]?.a.rounds).toEqual([99, 100, 100, 101]);
    expect(comparison.figures[0]?.b.rounds).toEqual([149, 150, 150, 151]);
    expect(verdict(timed([149, 150, 150, 151]), timed([99, 100, 100, 101]))).toBe('faster');
  });

  it('knows that more messages are better', () => {
    const rates = (...rate: number[]) => caseResult('gil', {}, { epoll: { rate } });
    expect(verdict(rates(99, 100, 100, 101), rates(149, 150, 150, 151))).toBe('faster');
    expect(verdict(rates(149, 150, 150, 151), rates(99, 100, 100, 101))).toBe('slower');
  });

  it('sees no difference where spreads overlap, or where rounds are too few to have one', () => {
    expect(verdict(timed([90, 100, 100, 120]), timed([120, 150, 150, 151]))).toBe(
      'no difference to be seen',
    );
    expect(verdict(timed([100, 100, 100]), timed([150, 150, 150, 150]))).toBe(
      'no difference to be seen',
    );
  });

  it('takes p99 and the rate of servers too, and of nothing else', () => {
    const figures = { cpu: [3, 3, 3], p50: [4, 4, 4], p99: [5, 5, 5], rate: [6, 6, 6] };
    const cases = [
      caseResult('echo', { connections: 10 }, { epoll: figures }),
      caseResult('chat', { connections: 100 }, { epoll: { cpu: [3, 3, 3] } }),
      caseResult(
        'wakeup',
        { operation: 'select()' },
        { epoll: { time: [7, 7, 7], p99: [8, 8, 8] } },
      ),
    ];
    const { figures: compared } = compareResults(run(...cases), run(...cases));
    expect(compared.map(({ caseName, metric }) => [caseName, metric])).toEqual([
      ['echo 10', 'cpu'],
      ['echo 10', 'p99'],
      ['echo 10', 'rate'],
      ['chat 100', 'cpu'],
      ['wakeup select()', 'time'],
    ]);
  });

  it('tells what is in one of them only: a case, a contender, or a figure', () => {
    const a = run(
      timed([1, 1, 1, 1]),
      caseResult('chat', { connections: 100 }, { poll: { cpu: [1] }, select: { cpu: [1] } }),
      caseResult(
        'echo',
        { connections: 10 },
        { epoll: { cpu: [1], p99: [1] }, poll: { cpu: [1] } },
      ),
    );
    const b = run(
      caseResult(
        'echo',
        { connections: 10 },
        { epoll: { cpu: [1], rate: [1] }, kqueue: { cpu: [1] } },
      ),
    );
    const { figures, onlyInA, onlyInB } = compareResults(a, b);
    expect(figures.map(({ contender, metric }) => [contender, metric])).toEqual([['epoll', 'cpu']]);
    expect(onlyInA).toEqual(['wait 10', 'chat 100', 'echo 10: epoll, p99 in ns', 'echo 10: poll']);
    expect(onlyInB).toEqual(['echo 10: epoll, rate in /s', 'echo 10: kqueue']);
  });

  it('does not compare what is in different units', () => {
    const [bytes] = contendersOf({ epoll: { memory: [1, 1, 1] } });
    const [ns] = contendersOf({ epoll: { time: [1, 1, 1] } });
    const measured = caseResult(
      'register',
      PARAMETERS,
      {},
      { metric: 'memory', contenders: [bytes!] },
    );
    const other = { ...measured, contenders: [{ ...ns!, metrics: { memory: ns!.metrics.time! } }] };
    const { figures, onlyInA, onlyInB } = compareResults(run(measured), run(other));
    expect(figures).toEqual([]);
    expect(onlyInA).toEqual(['register 1000 memory: epoll, memory in B']);
    expect(onlyInB).toEqual(['register 1000 memory: epoll, memory in ns']);
  });

  it('tells in what the machines differ', () => {
    const b = syntheticResults([], {
      machine: syntheticMachine({ system: 'macOS 15', package: '0.2.0', kernel: '24' }),
    });
    expect(compareResults(run(), b).machines).toEqual([
      'system: Debian GNU/Linux 12 (bookworm) → macOS 15',
      'package: 0.1.0 → 0.2.0',
    ]);
  });

  it('is the opposite the other way round', () => {
    const rounds = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 3, maxLength: 9 });
    fc.assert(
      fc.property(rounds, rounds, (one, other) => {
        const [there] = compareResults(run(timed(one)), run(timed(other))).figures;
        const [back] = compareResults(run(timed(other)), run(timed(one))).figures;
        const opposite = { faster: 'slower', slower: 'faster' } as Record<string, string>;
        const seen = there?.verdict ?? '';
        expect(back?.verdict).toBe(opposite[seen] ?? seen);
        expect((there?.ratio ?? 0) * (back?.ratio ?? 0)).toBeCloseTo(1);
      }),
    );
  });

  it('sees no difference in the same run', () => {
    const results = run(...waitCases({ poll: (n) => n, epoll: () => 300 }, [10, 1000]));
    const { figures, ...rest } = compareResults(results, results);
    expect(figures.map(({ ratio, verdict }) => [ratio, verdict])).toEqual(
      new Array(4).fill([1, 'no difference to be seen']),
    );
    expect(rest).toEqual({ onlyInA: [], onlyInB: [], machines: [] });
  });
});

describe('formatComparison', () => {
  const memory = (value: number) =>
    caseResult('register', PARAMETERS, { epoll: { memory: noisyRounds(value, { share: 0 }) } });

  it('is a table with what else there is to know around it', () => {
    const a = syntheticResults(
      [
        timed([99, 100, 100, 101]),
        timed([100, 150, 150, 200], 'poll'),
        memory(200),
        caseResult('gil', {}, { one: { rate: [5] } }),
      ].map((each, index) => ({ ...each, name: `case ${index}` })),
    );
    const b = syntheticResults(
      [
        timed([49, 50, 50, 51]),
        timed([100, 150, 150, 200], 'poll'),
        memory(300),
        timed([0, 0, 0, 0]),
      ].map((each, index) => ({ ...each, name: `case ${index}` })),
      { machine: syntheticMachine({ cpu: 'Other CPU' }) },
    );
    expect(formatComparison(compareResults(a, b), 'old.json', 'new.json')).toBe(
      [
        'The machines differ:',
        '  cpu: Example CPU @ 3.00GHz → Other CPU',
        '',
        'case    contender  metric  old.json  new.json  ratio  new.json is',
        '──────  ─────────  ──────  ────────  ────────  ─────  ────────────────────────',
        'case 0  epoll      time      100 ns   50.0 ns   0.50  faster',
        'case 1  poll       time     ~150 ns   ~150 ns   1.00  no difference to be seen',
        'case 2  epoll      memory     200 B     300 B   1.50  more',
        '',
        'Only in old.json:',
        '  case 3: one',
        '',
        'Only in new.json:',
        '  case 3: epoll',
        '',
      ].join('\n'),
    );
  });

  it('says so when there is nothing to compare', () => {
    expect(formatComparison(compareResults(run(), run(timed([1]))))).toBe(
      'Nothing was measured in both.\n\nOnly in b:\n  wait 10\n',
    );
  });

  it('has no ratio to nothing', () => {
    const zero = compareResults(run(timed([0, 0, 0, 0])), run(timed([0, 0, 0, 0])));
    expect(formatComparison(zero)).toMatch(/ 0.00 ns +0.00 ns +– +no difference to be seen\n$/);
  });
});
