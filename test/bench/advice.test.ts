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

/** Four rounds of each, close together, around what is given. */
const figures = (metric: string, values: Readonly<Record<string, number>>): RoundsOf =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      { [metric]: [value * 0.999, value, value, value * 1.001] },
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

  it('is somewhere between, if the two points are far from each other', () => {
    expect(first(waitCases({ poll, epoll }, [10, 10_000], '1', { share: 0 }))).toBe(
      'One ready: at 10 descriptors poll wins here, by 45 % over epoll; somewhere between 10 and 10,000 that changes (not measured in between); at 10,000 epoll wins, 63 times as fast as poll.',
    );
    expect(verdict(waitCases({ poll, epoll }, [10, 10_000], '1', { share: 0 }))).toBe(
      'Use DefaultSelector (epoll) here. It loses to poll with one ready at 10 descriptors (by 45 %).',
    );
    const far = [10, 101].map((n) => wait(n, { poll: n, epoll: 50 }));
    expect(first(far)).toContain('somewhere between 10 and 101 that changes');
    const near = [10, 100].map((n) => wait(n, { poll: n, epoll: 50 }));
    expect(first(near)).toContain('below about 50 descriptors poll wins');
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
    const rounds = { poll: { time: [ratio, ratio, ratio, ratio] }, epoll: { time: [1, 1, 1, 1] } };
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

  it('is told roughly where one of the two is noisy', () => {
    const noisy = (value: number) => [value * 0.8, value, value, value * 1.2];
    const quiet = (value: number) => [value, value, value, value];
    const point = (n: number, poll: readonly number[], epoll: readonly number[]) => {
      const rounds = { poll: { time: poll }, epoll: { time: epoll } };
      return caseResult('wait', { registered: n, activity: '1' }, rounds);
    };
    const here = 'One ready: at 10 descriptors epoll wins here,';
    expect(first([point(10, noisy(1000), quiet(100))])).toBe(
      `${here} roughly 10 times as fast as poll.`,
    );
    expect(first([point(10, quiet(1000), noisy(100))])).toBe(
      `${here} roughly 10 times as fast as poll.`,
    );
    expect(first([point(10, noisy(160), quiet(100))])).toBe(`${here} by roughly 60 % over poll.`);
    expect(first([point(10, quiet(100.4), quiet(100))])).toBe(
      `${here} by less than 1 % over poll.`,
    );
    expect(first([point(100, quiet(500), quiet(100)), point(1000, noisy(500), quiet(100))])).toBe(
      'One ready: at every number of descriptors measured (100 to 1,000) epoll wins here, roughly 5.0 times as fast as poll.',
    );
    const losing = [point(10, quiet(100), noisy(200)), point(100, quiet(900), quiet(100))];
    expect(verdict(losing)).toContain('(by roughly 100 % at 10)');
    const slow = [point(10, noisy(100), quiet(500)), point(100, quiet(900), quiet(100))];
    expect(verdict(slow)).toContain('(takes roughly 5.0 times as long at 10)');
    const rate = { connections: 10 };
    const served = { poll: { rate: noisy(100) }, epoll: { rate: quiet(300) } };
    expect(first([caseResult('echo', rate, served)])).toMatch(/by a factor of roughly 3\.0 over/);
    const chain = {
      epoll: { time: quiet(100) },
      poll: { time: noisy(130) },
      select: { time: [99, 110, 110, 120] },
    };
    expect(first([caseResult('wait', { registered: 10, activity: '1' }, chain)])).toMatch(
      /epoll beats poll, by roughly 30 %\.$/,
    );
  });

  it('is of one descriptor, or connection, in the singular', () => {
    expect(first([wait(1, { poll: 200, epoll: 100 })])).toMatch(/at 1 descriptor epoll wins/);
    const chat = caseResult('chat', { connections: 1 }, figures('cpu', { poll: 200, epoll: 100 }));
    expect(first([chat])).toMatch(/at 1 connection epoll wins/);
    const both = [wait(1, { poll: 100, epoll: 100.5 }), wait(10, { poll: 200, epoll: 100 })];
    expect(first(both)).toMatch(/: below about 1 descriptor poll wins/);
    expect(first(both.slice(1))).toMatch(/at 10 descriptors epoll wins/);
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
      epoll: { time: [98, 100, 100, 102] },
      kqueue: { time: [90, 110, 110, 150] },
      poll: { time: [103, 110, 110, 120] },
      select: { time: [119, 130, 130, 140] },
    };
    expect(first([caseResult('wait', { registered: 10, activity: '1' }, rounds)])).toBe(
      'One ready: at 10 descriptors nobody wins (spreads overlap), though epoll beats select, by 30 %.',
    );
  });

  it('has no winner in a chain, though its ends differ', () => {
    const rounds = {
      epoll: { time: [98, 100, 100, 102] },
      poll: { time: [101, 110, 110, 120] },
      select: { time: [119, 130, 130, 140] },
    };
    const cases = [caseResult('wait', { registered: 10, activity: '1' }, rounds)];
    expect(first(cases)).toBe(
      'One ready: at 10 descriptors nobody wins (spreads overlap), though epoll beats select, by 30 %.',
    );
    expect(verdict(cases)).toBe(
      'Use DefaultSelector (epoll) here. Nothing that was measured beats it.',
    );
    const behind = { ...rounds, kqueue: { time: [150, 151, 151, 152] } };
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
        'EpollSelector loses to poll with one ready (takes 3.0 times as long at 10). ' +
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
      'Use DefaultSelector (epoll) here. Nothing that was measured beats it at waiting; where it loses otherwise is told below.',
    );
    expect(verdict(cases.slice(1))).toBe(
      'Use PollSelector here, not DefaultSelector (epoll). ' +
        'EpollSelector loses to poll in register() and unregister() (takes 9.0 times as long at 1,000), in modify() (takes 9.0 times as long at 1,000). ' +
        'Nothing that was measured beats PollSelector.',
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
          poll: { time: [90, 100, 100, 200] },
          epoll: { time: [140, 150, 150, 160] },
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
    expect(verdict(cases)).toBe(
      'Use DefaultSelector (epoll) here. Nothing that was measured beats it. It was measured up to 10 only.',
    );
  });

  it('is not for what was measured at fewer points, and says how far it was', () => {
    const cases = [
      wait(10, { select: 100, poll: 110, epoll: 120 }),
      wait(100, { poll: 200, epoll: 120 }),
      wait(1000, { epoll: 120 }),
    ];
    expect(advise(cases, null)[0]).toBe(
      'Use EpollSelector here. EpollSelector loses to select with one ready at 10 descriptors (by 20 %). select was measured up to 10 only.',
    );
    expect(advise(cases, 'select')[0]).toBe(
      'Use EpollSelector here, not DefaultSelector (select). select was measured up to 10 only. ' +
        'EpollSelector loses to select with one ready at 10 descriptors (by 20 %).',
    );
    expect(advise(cases, 'epoll')[0]).toMatch(/^Use DefaultSelector \(epoll\) here\. It loses to /);
  });

  it('says how far the one was measured that it is for, if that was not everywhere', () => {
    const cases = [wait(10, { select: 100, poll: 200 }), wait(10_000, { poll: 200 })];
    expect(advise(cases, 'poll')[0]).toMatch(
      /^Use SelectSelector here, not .* select was measured up to 10 only\.$/,
    );
  });

  it('is for one of those measured at the most points, where nobody was at all', () => {
    const cases = [
      wait(10, { select: 100, poll: 110 }),
      wait(100, { poll: 200, epoll: 100 }),
      wait(1000, { select: 400, epoll: 100 }),
      wait(3000, { poll: 400, epoll: 100 }),
    ];
    expect(advise(cases, null)[0]).toBe(
      'Use EpollSelector here. Nothing that was measured beats EpollSelector. epoll was not measured with one ready at 10.',
    );
  });

  it('says of what was not measured there at all that it was not', () => {
    const chat = (values: Readonly<Record<string, number>>) =>
      caseResult('chat', { connections: 100 }, figures('cpu', values));
    const cases = [
      wait(10, { select: 100, poll: 110, epoll: 120 }),
      wait(100, { poll: 110, epoll: 120 }),
      chat({ poll: 100, epoll: 200 }),
    ];
    expect(advise(cases, 'epoll')[0]).toMatch(
      / PollSelector loses to select with one ready at 10 descriptors \(by 10 %\)\. select was measured with one ready up to 10 only and was not measured in CPU a message of chat\.$/,
    );
  });

  it('is for all who are as good', () => {
    expect(advise([wait(10, { select: 200, poll: 100, epoll: 100 })], 'select')[0]).toBe(
      'Use EpollSelector or PollSelector here, not DefaultSelector (select): these two cannot be told apart. ' +
        'SelectSelector loses to epoll with one ready (by 100 % at 10). ' +
        'Nothing that was measured beats EpollSelector or PollSelector.',
    );
    const three = [wait(10, { select: 200, poll: 100, epoll: 100, kqueue: 100 })];
    expect(advise(three, 'select')[0]).toMatch(
      /^Use EpollSelector, KqueueSelector or PollSelector here, not DefaultSelector \(select\): these three cannot be told apart\. /,
    );
    expect(advise(three, null)[0]).toBe(
      'Use EpollSelector, KqueueSelector or PollSelector here: these three cannot be told apart. ' +
        'Nothing that was measured beats EpollSelector, KqueueSelector or PollSelector.',
    );
    const others = [wait(10, { select: 200, poll: 100, kqueue: 100 })];
    expect(verdict(others)).toMatch(
      /^Of those measured, use KqueueSelector or PollSelector \(these two cannot be told apart\); DefaultSelector \(epoll\) was not measured\. /,
    );
  });

  it('does not say of those that they are the same where they are not', () => {
    const turns = [wait(10, { poll: 100, epoll: 200 }), wait(100, { poll: 200, epoll: 100 })];
    expect(advise(turns, null)[0]).toMatch(
      /^Use EpollSelector or PollSelector here: the worst loss of these two is the same\. EpollSelector loses to poll .* PollSelector loses to epoll /,
    );
    const parameters = { registered: 10, operation: 'modify' };
    const beside = [
      wait(10, { select: 200, poll: 100, epoll: 100 }),
      caseResult('register', parameters, figures('time', { select: 100, poll: 100, epoll: 900 })),
    ];
    expect(advise(beside, null)[0]).toBe(
      'Use EpollSelector or PollSelector here: these two cannot be told apart at waiting. ' +
        'Nothing that was measured beats EpollSelector at waiting; where it loses otherwise is told below. ' +
        'Nothing that was measured beats PollSelector.',
    );
  });

  it('is for the one whose worst loss is the smallest, whoever it loses to', () => {
    // Each of the others loses more to epoll than epoll to it; but epoll's worst loss is a factor of 3.
    const cases = [
      wait(10, { epoll: 300, kqueue: 100, poll: 500, select: 210 }),
      wait(100, { epoll: 100, kqueue: 400, poll: 100, select: 190 }),
    ];
    expect(verdict(cases)).toMatch(/^Use SelectSelector here, not DefaultSelector \(epoll\)\. /);
  });

  it('tells of the three worst losses only', () => {
    const losses = { '1': 110, '10%': 130, '50%': 900, all: 120 };
    const cases = Object.entries(losses).map(([activity, time]) =>
      wait(10, { poll: 100, epoll: time }, activity),
    );
    const win = wait(1000, { poll: 20_000, epoll: 100 });
    expect(verdict([...cases, win])).toBe(
      'Use DefaultSelector (epoll) here. It loses to poll with 50 % ready (takes 9.0 times as long at 10), with 10 % ready (by 30 % at 10), with all ready (by 20 % at 10); more below.',
    );
    expect(verdict([...cases.slice(1), win])).toMatch(/with all ready \(by 20 % at 10\)\.$/);
    const parameters = { registered: 10, operation: 'modify' };
    const modify = caseResult('register', parameters, figures('time', { poll: 1, epoll: 99 }));
    expect(verdict([...cases.slice(0, 1), win, modify])).toMatch(
      /It loses to poll with one ready at 10 descriptors \(by 10 %\); more below\.$/,
    );
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
      'Nothing can be ranked: it takes four rounds at least to see a spread.',
      waitCases({ poll, epoll }, NUMBERS, '1', { rounds: 3 }),
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
        poll: { cpu: [5000, 5001, 5001, 5002], rate: [100, 101, 101, 102], p99: [1, 1, 1, 1] },
        epoll: { cpu: [4000, 4001, 4001, 4002], rate: [220, 221, 221, 222], p99: [9, 9, 9, 9] },
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
