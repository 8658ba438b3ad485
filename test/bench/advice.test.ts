import { describe, expect, it } from 'vitest';
import { advise } from '../../bench/advice/index.js';
import type { CaseResult } from '../../bench/results/index.js';
import { type Cost, caseResult, contendersOf, type RoundsOf, waitCases } from './synthetic.js';

/** They meet at 60. */
const poll: Cost = (n) => 200 + 2 * n;
const epoll: Cost = () => 320;
const NUMBERS = [10, 30, 100, 300, 1000, 3000, 10_000];

const first = (cases: readonly CaseResult[]) => advise(cases, 'epoll')[1] ?? '';
const verdict = (cases: readonly CaseResult[]) => advise(cases, 'epoll')[0] ?? '';

/** Three rounds of each, close together, around what is given. */
const figures = (metric: string, values: Readonly<Record<string, number>>): RoundsOf =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      { [metric]: [value * 0.999, value, value * 1.001] },
    ]),
  );
const wait = (registered: number, values: Readonly<Record<string, number>>, activity = '1') =>
  caseResult('wait', { registered, activity }, figures('time', values));

describe('a known crossover', () => {
  it('is named with who wins on either side, and by how much', () => {
    const text = first(waitCases({ poll, epoll }, NUMBERS));
    expect(text).toMatch(
      /^One ready: below about \d+ descriptors poll wins here, by 4\d % over epoll at 10; above, epoll wins, by 2\d % over poll at 100, 6\.\d times as fast at 1,000 and 6\d times as fast at 10,000\.$/,
    );
    const about = Number(/about (\d+)/.exec(text)?.[1]);
    expect(about).toBeGreaterThanOrEqual(58);
    expect(about).toBeLessThanOrEqual(62);
  });

  it('is the same in each order of contenders, with others behind, and with more noise', () => {
    const exact = first(waitCases({ poll, epoll }, NUMBERS, '1', { share: 0 }));
    expect(exact).toMatch(/below about 60 descriptors poll wins here, by 45 % over epoll at 10;/);
    expect(first(waitCases({ epoll, poll }, NUMBERS, '1', { share: 0 }))).toBe(exact);
    const select: Cost = (n) => 500 + 6 * n;
    expect(first(waitCases({ select, poll, epoll }, NUMBERS, '1', { share: 0 }))).toBe(exact);
    expect(first(waitCases({ poll, epoll }, NUMBERS, '1', { share: 0.05 }))).toMatch(
      /^One ready: below about [56]\d descriptors poll wins here, .*; above, epoll wins, /,
    );
  });

  it('is somewhere between, if the spreads overlap where it is', () => {
    expect(first(waitCases({ poll, epoll }, [10, 55, 60, 65, 1000], '1', { share: 0.1 }))).toMatch(
      /^One ready: at 10 descriptors poll wins here, by \d+ % over epoll; somewhere between 10 and 1,000 that changes \(there the spreads overlap\); at 1,000 epoll wins, [67]\.\d times as fast as poll\.$/,
    );
  });

  it('is rounded to two digits', () => {
    const line: Cost = (n) => n;
    const flat: Cost = () => 3456;
    expect(first(waitCases({ line, flat }, [1000, 10_000], '1', { share: 0 }))).toContain(
      'below about 3,500 descriptors line wins',
    );
  });

  it('may be two', () => {
    const cases = [
      wait(10, { poll: 100, epoll: 200 }),
      wait(100, { poll: 400, epoll: 200 }),
      wait(1000, { poll: 400, epoll: 800 }),
    ];
    expect(first(cases)).toBe(
      'One ready: below about 40 descriptors poll wins here, by 100 % over epoll at 10; ' +
        'from about 40 to about 400 epoll wins, by 100 % over poll at 100; ' +
        'above, poll wins, by 100 % over epoll at 1,000.',
    );
  });
});

describe('how much', () => {
  it.each([
    [1.004, 'by less than 1 % over poll'],
    [1.14, 'by 14 % over poll'],
    [2, 'by 100 % over poll'],
    [3.21, '3.2 times as fast as poll'],
    [9.96, '10 times as fast as poll'],
    [1234.5, '1,235 times as fast as poll'],
  ])('is told of %d times in words', (ratio, words) => {
    const rounds = { poll: { time: [ratio, ratio, ratio] }, epoll: { time: [1, 1, 1] } };
    expect(first([caseResult('wait', { registered: 10, activity: '1' }, rounds)])).toBe(
      `One ready: at 10 descriptors epoll wins here, ${words}.`,
    );
  });

  it('is told once where it is much the same', () => {
    const cases = [100, 1000, 10_000].map((n, i) => wait(n, { poll: 115 - i, epoll: 100 }, '10%'));
    expect(first(cases)).toBe(
      '10 % ready: at every number of descriptors measured (100 to 10,000) epoll wins here, by about 14 % over poll.',
    );
  });

  it.each(['p50', 'p99.9'])('is a speed of %s too', (metric) => {
    const cases = [caseResult('wakeup', {}, figures(metric, { poll: 300, epoll: 100 }))];
    expect(first(cases)).toMatch(/epoll wins here, 3\.0 times as fast as poll\.$/);
  });

  it('is no speed where something else was measured', () => {
    const parameters = { registered: 1000, operation: 'memory' };
    const memory = figures('memory', { select: 100, epoll: 300 });
    expect(first([caseResult('register', parameters, memory)])).toBe(
      'Memory for each registered descriptor: at 1,000 descriptors select wins here, by a factor of 3.0 over epoll.',
    );
  });
});

it('names the next best wherever that is another', () => {
  const cases = [
    wait(100, { poll: 115, select: 130, epoll: 100 }),
    wait(1000, { poll: 130, select: 115, epoll: 100 }),
  ];
  expect(first(cases)).toBe(
    'One ready: at every number of descriptors measured (100 to 1,000) epoll wins here, by 15 % over poll at 100 and by 15 % over select at 1,000.',
  );
});

it('says once that one wins, whoever the others are', () => {
  const cases = [
    wait(10, { poll: 110, select: 400, epoll: 100 }),
    wait(100, { poll: 110, epoll: 100 }),
  ];
  expect(first(cases)).toBe(
    'One ready: at every number of descriptors measured (10 to 100) epoll wins here, by 10 % over poll at 10.',
  );
});

describe('what overlaps', () => {
  it('is not ranked, up to where it no longer does', () => {
    const cases = [
      ...waitCases({ poll: () => 100, epoll: () => 101 }, [10, 100], 'all', { share: 0.05 }),
      ...waitCases({ poll: () => 114, epoll: () => 100 }, [1000], 'all', { share: 0 }),
    ];
    expect(advise(cases, 'epoll')).toEqual([
      'Use DefaultSelector (epoll) here. Nothing that was measured beats it.',
      'All ready: up to 100 descriptors epoll and poll cannot be told apart (their spreads overlap); at 1,000 epoll wins, by 14 % over poll.',
    ]);
  });

  it('is not ranked anywhere, and the verdict says so', () => {
    const same: Cost = () => 100;
    const cases = waitCases({ select: same, poll: same, epoll: same }, NUMBERS, '1', {
      share: 0.05,
    });
    expect(advise(cases, 'epoll')).toEqual([
      'Nothing can be ranked here: wherever backends were compared their spreads overlap. There is no winner, and no reason to choose anything but DefaultSelector (epoll).',
      'One ready: at every number of descriptors measured (10 to 10,000) nobody can be told from the others (their spreads overlap).',
    ]);
    expect(advise(cases, null)[0]).toMatch(/There is no winner\.$/);
  });

  it('is ahead of what it does not overlap with', () => {
    const cases = [wait(10, { poll: 100, epoll: 100.1, select: 200 })];
    expect(first(cases)).toBe(
      'One ready: at 10 descriptors epoll and poll cannot be told apart (their spreads overlap), ahead of select.',
    );
    expect(first([wait(10, { poll: 100, epoll: 100.1, kqueue: 100.05, select: 200 })])).toBe(
      'One ready: at 10 descriptors epoll, kqueue and poll cannot be told apart (their spreads overlap), ahead of select.',
    );
  });

  it('is told by the clearest of what can be told', () => {
    const rounds = {
      epoll: { time: [98, 100, 102] },
      kqueue: { time: [90, 110, 150] },
      poll: { time: [103, 110, 120] },
      select: { time: [119, 130, 140] },
    };
    expect(first([caseResult('wait', { registered: 10, activity: '1' }, rounds)])).toBe(
      'One ready: at 10 descriptors nobody wins (spreads overlap), though epoll beats select, by 30 %.',
    );
  });

  it('has no winner in a chain, though its ends differ', () => {
    const rounds = {
      epoll: { time: [98, 100, 102] },
      poll: { time: [101, 110, 120] },
      select: { time: [119, 130, 140] },
    };
    const cases = [caseResult('wait', { registered: 10, activity: '1' }, rounds)];
    expect(first(cases)).toBe(
      'One ready: at 10 descriptors nobody wins (spreads overlap), though epoll beats select, by 30 %.',
    );
    expect(verdict(cases)).toBe(
      'Use DefaultSelector (epoll) here. Nothing that was measured beats it.',
    );
    const behind = { ...rounds, kqueue: { time: [150, 151, 152] } };
    expect(first([caseResult('wait', { registered: 10, activity: '1' }, behind)])).toBe(
      'One ready: at 10 descriptors nobody wins among epoll, poll and select, ahead of kqueue (spreads overlap), though epoll beats select, by 30 %.',
    );
  });
});

describe('the verdict', () => {
  it('is for the default, with where it loses', () => {
    expect(verdict(waitCases({ poll, epoll }, NUMBERS, '1', { share: 0 }))).toBe(
      'Use DefaultSelector (epoll) here. It loses to poll with one ready below about 60 descriptors (by 45 % at 10).',
    );
  });

  it('is against the default where its worst loss is the larger, with where that loses', () => {
    expect(verdict(waitCases({ poll, epoll }, [10, 30, 100], '1', { share: 0 }))).toBe(
      'Use PollSelector here, not DefaultSelector (epoll). ' +
        'EpollSelector loses to poll with one ready below about 60 descriptors (by 45 % at 10). ' +
        'PollSelector loses to epoll with one ready above about 60 descriptors (by 25 % at 100).',
    );
    expect(
      verdict([wait(10, { poll: 100, epoll: 300 }), wait(100, { poll: 100, epoll: 290 })]),
    ).toBe(
      'Use PollSelector here, not DefaultSelector (epoll). ' +
        'EpollSelector loses to poll with one ready (3.0 times as fast at 10). ' +
        'Nothing that was measured beats PollSelector.',
    );
  });

  it('rests on what a program does all the time, and tells of the rest', () => {
    const rounds = figures('time', { poll: 100, epoll: 900 });
    const parameters = { registered: 1000, operation: 'register and unregister' };
    const cases = [
      wait(1000, { poll: 200, epoll: 100 }),
      caseResult('register', parameters, rounds),
      caseResult('register', { ...parameters, operation: 'modify' }, rounds),
    ];
    expect(verdict(cases)).toBe(
      'Use DefaultSelector (epoll) here. It loses to poll in register() and unregister() (9.0 times as fast at 1,000), in modify() (9.0 times as fast at 1,000).',
    );
    expect(verdict(cases.slice(1))).toMatch(
      /^Use PollSelector here, not DefaultSelector \(epoll\)/,
    );
  });

  it('names the best of those to whom it loses', () => {
    expect(verdict([wait(10, { select: 110, poll: 120, kqueue: 105, epoll: 210 })])).toMatch(
      /EpollSelector loses to kqueue with one ready \(by 100 % at 10\)\. /,
    );
  });

  it('does not count what overlaps as a loss', () => {
    const cases = [
      caseResult(
        'wait',
        { registered: 10, activity: '1' },
        {
          poll: { time: [90, 100, 200] },
          epoll: { time: [140, 150, 160] },
        },
      ),
      wait(100, { poll: 110, epoll: 100 }),
    ];
    expect(verdict(cases)).toBe(
      'Use DefaultSelector (epoll) here. Nothing that was measured beats it.',
    );
  });

  it('is for the default where no other is to be preferred', () => {
    const cases = [wait(10, { epoll: 100, poll: 100, select: 200 })];
    expect(advise(cases, 'poll')[0]).toMatch(/^Use DefaultSelector \(poll\) here\. Nothing/);
    expect(advise(cases, 'epoll')[0]).toMatch(/^Use DefaultSelector \(epoll\) here\. Nothing/);
  });

  it('does without a default, or with one that was not measured', () => {
    const cases = [wait(10, { poll: 100, select: 150 })];
    expect(advise(cases, null)[0]).toBe(
      'Use PollSelector here. Nothing that was measured beats PollSelector.',
    );
    expect(verdict(cases)).toBe(
      'Of those measured, use PollSelector; DefaultSelector (epoll) was not measured. Nothing that was measured beats PollSelector.',
    );
  });

  it('does not count it as a loss not to have been measured', () => {
    const cases = [wait(10, { poll: 120, epoll: 100, select: 130 }), wait(100, { poll: 100 })];
    expect(verdict(cases)).toMatch(/^Use DefaultSelector \(epoll\) here\. Nothing/);
  });
});

describe('nothing to compare', () => {
  it.each<[string, CaseResult[]]>([
    ['No backend was measured: there is nothing to recommend.', []],
    [
      'No backend was measured: there is nothing to recommend.',
      [caseResult('gil', {}, {}, { contenders: contendersOf({ gil: { rate: [1] } }, 'variant') })],
    ],
    [
      'Only epoll was measured: there is nothing to compare it with.',
      waitCases({ epoll }, NUMBERS),
    ],
    [
      'No two backends were measured in the same case: there is nothing to compare.',
      [wait(10, { poll: 1 }), wait(100, { epoll: 1 })],
    ],
    [
      'Nothing can be ranked: it takes three rounds at least to see a spread.',
      waitCases({ poll, epoll }, NUMBERS, '1', { rounds: 2 }),
    ],
  ])('is said: %s', (text, cases) => {
    expect(advise(cases, 'epoll')).toEqual([text]);
  });
});

it('leaves peers and variants out', () => {
  const [measured] = [wait(10, { poll: 100, epoll: 200 })];
  const peer = contendersOf(figures('time', { 'C epoll': 1 }), 'peer');
  const variant = contendersOf(figures('time', { 'epoll, numbers': 2 }), 'variant');
  const beside = {
    ...measured,
    contenders: [...peer, ...variant, ...(measured?.contenders ?? [])],
  };
  expect(advise([beside as CaseResult], 'epoll')).toEqual(
    advise([measured as CaseResult], 'epoll'),
  );
});

it('has a sentence for each thing measured, and one for what is alike', () => {
  const server = (suite: 'echo' | 'chat') =>
    caseResult(
      suite,
      { connections: 1000 },
      {
        poll: { cpu: [5000, 5001, 5002], rate: [100, 101, 102], p99: [1, 1, 1] },
        epoll: { cpu: [4000, 4001, 4002], rate: [220, 221, 222], p99: [9, 9, 9] },
      },
    );
  const wakeUp = (operation: string, time: number) =>
    caseResult('wakeup', { operation }, figures('time', { poll: 9000, epoll: time }));
  expect(
    advise(
      [
        wakeUp('select()', 9001),
        wakeUp('selectAsync()', 9002),
        wakeUp('wakeup()', 6000),
        server('echo'),
        server('chat'),
      ],
      'epoll',
    ),
  ).toEqual([
    'Use DefaultSelector (epoll) here. Nothing that was measured beats it.',
    'The wake-up of select(), the wake-up of selectAsync(): epoll and poll cannot be told apart (their spreads overlap).',
    'The wake-up by wakeup(): epoll wins here, by 50 % over poll.',
    'CPU a message of TCP echo: at 1,000 connections epoll wins here, by 25 % over poll.',
    'Messages a second of TCP echo: at 1,000 connections epoll wins here, by a factor of 2.2 over poll.',
    'CPU a message of chat: at 1,000 connections epoll wins here, by 25 % over poll.',
    'Messages a second of chat: at 1,000 connections epoll wins here, by a factor of 2.2 over poll.',
  ]);
});
