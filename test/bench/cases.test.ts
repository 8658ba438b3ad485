/**
 * What is measured, and beside whom, for what was asked for.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Case, casesOf, METRICS, type Scope } from '../../bench/cases/index.js';
import { BACKENDS, SUITES, type Suite } from '../../bench/results/index.js';

const scope: Scope = {
  registered: [10, 1000, 10_000],
  activities: ['1', '10%', 'all'],
  connections: [10, 1000],
  backends: ['select', 'poll', 'epoll'],
  peers: false,
};

const named = (suite: Suite, asked: Partial<Scope> = {}) =>
  new Map(casesOf([suite], { ...scope, ...asked }).map((each) => [each.name, each]));

const targets = ({ comparisons }: Case) =>
  comparisons.map(({ ours, peer, atMost }) => [ours, peer, atMost]);

const scopes: fc.Arbitrary<Scope> = fc.record({
  registered: fc
    .uniqueArray(fc.integer({ min: 1, max: 100_000 }), { minLength: 1 })
    .map((numbers) => numbers.sort((a, b) => a - b)),
  activities: fc.uniqueArray(fc.constantFrom('1', '3', '64', '0.1%', '10%', '100%', 'all'), {
    minLength: 1,
  }),
  connections: fc.constantFrom([2], [100, 1000]),
  backends: fc.subarray([...BACKENDS], { minLength: 1 }),
  peers: fc.boolean(),
});

const forAllCases = (check: (each: Case, asked: Scope) => void) =>
  fc.assert(
    fc.property(scopes, (asked) => {
      for (const each of casesOf(SUITES, asked)) check(each, asked);
    }),
  );

describe('every case', () => {
  it('has a name of its own', () => {
    fc.assert(
      fc.property(scopes, (asked) => {
        const names = casesOf(SUITES, asked).map(({ name }) => name);
        expect(names).toEqual([...new Set(names)]);
      }),
    );
  });

  it('is ranked by a metric that there is', () => {
    forAllCases(({ metric }) => expect(Object.keys(METRICS)).toContain(metric));
  });

  it('compares only whom and what it has', () => {
    forAllCases(({ contenders, constants = {}, comparisons }) => {
      for (const { ours, peer } of comparisons) {
        expect(Object.keys(contenders)).toContain(ours);
        expect(Object.keys({ ...contenders, ...constants })).toContain(peer);
      }
    });
  });

  it('has backends by their own names, and of those asked for only', () => {
    forAllCases(({ contenders }, { backends }) => {
      for (const [label, { kind, backend }] of Object.entries(contenders)) {
        if (kind === 'backend') expect(backend).toBe(label);
        if (backend !== undefined) expect(backends).toContain(backend);
      }
    });
  });

  it('has peers only if asked for them', () => {
    forAllCases(({ contenders }, { peers }) => {
      const kinds = Object.values(contenders).map(({ kind }) => kind);
      if (!peers) expect(kinds).not.toContain('peer');
    });
  });
});

describe('wait', () => {
  it('has each number registered with each activity', () => {
    expect([...named('wait').values()].map(({ name, parameters }) => [name, parameters])).toEqual([
      ['select(), 1 ready of 10', { registered: 10, ready: 1, activity: '1' }],
      ['select(), 10 ready of 10', { registered: 10, ready: 10, activity: 'all' }],
      ['select(), 1 ready of 1,000', { registered: 1000, ready: 1, activity: '1' }],
      ['select(), 100 ready of 1,000', { registered: 1000, ready: 100, activity: '10%' }],
      ['select(), 1,000 ready of 1,000', { registered: 1000, ready: 1000, activity: 'all' }],
      ['select(), 1 ready of 10,000', { registered: 10_000, ready: 1, activity: '1' }],
      ['select(), 1,000 ready of 10,000', { registered: 10_000, ready: 1000, activity: '10%' }],
      ['select(), 10,000 ready of 10,000', { registered: 10_000, ready: 10_000, activity: 'all' }],
    ]);
  });

  it('rounds odd numbers up, and leaves out more ready than there are', () => {
    const asked = { registered: [9, 10, 101], activities: ['64', '50%'] };
    expect([...named('wait', asked).keys()]).toEqual([
      'select(), 5 ready of 10',
      'select(), 64 ready of 102',
      'select(), 51 ready of 102',
    ]);
  });

  it('never has more ready than registered, nor none, nor half a pair', () => {
    forAllCases(({ suite, parameters: { registered = 2, ready = 1 } }) => {
      if (suite !== 'wait') return;
      expect(ready).toBeGreaterThanOrEqual(1);
      expect(ready).toBeLessThanOrEqual(registered);
      expect(registered % 2).toBe(0);
    });
  });

  it.each([
    ['select(), 1 ready of 10', 1.4, undefined],
    ['select(), 1 ready of 1,000', 1.4, 1.1],
    ['select(), 100 ready of 1,000', 1.35, undefined],
    ['select(), 1 ready of 10,000', 1.4, 1.1],
    ['select(), 10,000 ready of 10,000', 1.45, undefined],
  ])('%s: epoll is held to %s of C, the scanning ones to %s', (name, ofEpoll, ofOthers) => {
    const each = named('wait', { peers: true }).get(name) as Case;
    expect(targets(each)).toEqual(
      expect.arrayContaining([
        ['epoll', 'C epoll', ofEpoll],
        ['poll', 'C poll, idle thread', ofOthers],
        ['select', 'C select, idle thread', ofOthers],
        ['epoll', 'python3 epoll', undefined],
      ]),
    );
  });

  it('asks Python’s select() for no descriptor that it does not take', () => {
    const cases = named('wait', { peers: true, registered: [1000, 1024] });
    const has = (name: string) => 'python3 select' in (cases.get(name) as Case).contenders;
    expect(has('select(), 1 ready of 1,000')).toBe(true);
    expect(has('select(), 1 ready of 1,024')).toBe(false);
  });
});

describe('register', () => {
  it('is of a thousand and more, if there are', () => {
    expect([...named('register').keys()]).toEqual([
      'register() and unregister(), 1,000',
      'modify(), 1,000',
      'memory for each registered descriptor, 1,000',
      'register() and unregister(), 10,000',
      'modify(), 10,000',
      'memory for each registered descriptor, 10,000',
    ]);
  });

  it('is of the most, if these are few', () => {
    const registered = [10, 101];
    expect([...named('register', { registered }).values()].map((each) => each.parameters)).toEqual([
      { registered: 102, operation: 'register and unregister' },
      { registered: 102, operation: 'modify' },
      { registered: 102, operation: 'memory' },
    ]);
  });

  it('holds epoll to C, and what makes no system call to an empty one', () => {
    const cases = named('register', { peers: true });
    const each = cases.get('register() and unregister(), 1,000') as Case;
    expect(targets(each)).toEqual([
      ['select', 'empty Node-API call', 20],
      ['select, Sockets', 'empty Node-API call', 20],
      ['select', 'python3 select', undefined],
      ['poll', 'empty Node-API call', 20],
      ['poll, Sockets', 'empty Node-API call', 20],
      ['poll', 'python3 poll', undefined],
      ['epoll', 'C epoll', 1.4],
      ['epoll, Sockets', 'C epoll', 1.4],
      ['epoll', 'python3 epoll', undefined],
    ]);
  });
});

it('wakeup has three ways of being woken', () => {
  expect([...named('wakeup').values()].map((each) => each.parameters.operation)).toEqual([
    'select()',
    'selectAsync()',
    'wakeup()',
  ]);
  const withPeers = named('wakeup', { peers: true }).get('wake-up of selectAsync()') as Case;
  expect(targets(withPeers)).toContainEqual(['epoll', 'Node net', 1.3]);
});

it('single calls and messages are of interest beside peers only', () => {
  expect(casesOf(['calls', 'messages'], scope)).toEqual([]);
  const withPeers = casesOf(['calls', 'messages'], { ...scope, peers: true });
  expect(withPeers.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['would block', 'poll, ready at once', 'message there and back']),
  );
});

it('gil is the same for all backends, and keeps its targets without peers', () => {
  const cases = named('gil', { backends: ['poll'] });
  expect([...cases.keys()]).toEqual([...named('gil', { peers: true }).keys()]);
  const comparisons = [...cases.values()].flatMap((each) => each.comparisons);
  expect(comparisons).toContainEqual({ ours: '16 threads', peer: '1 thread', atLeast: 12 });
  expect(comparisons).toContainEqual({ ours: 'the busier', peer: 'half', atMost: 1.1 });
});
