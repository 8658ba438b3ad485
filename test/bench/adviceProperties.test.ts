/**
 * What is true of all advice, whatever was measured.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { advise } from '../../bench/advice/index.js';
import { type CaseResult, type Metric, resultsSchema, SUITES } from '../../bench/results/index.js';
import { beats } from '../../bench/statistics/index.js';
import { caseResult, type RoundsOf, syntheticResults } from './synthetic.js';

const first = (cases: readonly CaseResult[]) => advise(cases, 'epoll')[1] ?? '';
const verdict = (cases: readonly CaseResult[]) => advise(cases, 'epoll')[0] ?? '';

/** What a sentence says: from which number to which somebody wins, if anybody does. */
function clausesOf(text: string): { from: number; to: number; winner: string | undefined }[] {
  const clauses = text.replace(/^.*?: /, '').split('; ');
  let begun = 0;
  return clauses.map((clause) => {
    const [one = 0, other = 0] = [
      ...clause.split(/ wins|apart|told/)[0]!.matchAll(/\d[\d,]*/g),
    ].map(([digits]) => Number(digits.replaceAll(',', '')));
    const winner = /(\w+) wins/.exec(clause)?.[1];
    const who = winner === 'nobody' ? undefined : winner;
    if (clause.startsWith('at every')) return { from: 0, to: Infinity, winner: who };
    if (clause.startsWith('at ')) return { from: one, to: one, winner: who };
    if (clause.startsWith('above')) return { from: begun, to: Infinity, winner: who };
    if (clause.startsWith('somewhere')) return { from: one + 1, to: other - 1, winner: who };
    if (/^from [^ ]+( [\d,]+)? to/.test(clause)) {
      begun = other;
      return { from: one, to: other, winner: who };
    }
    if (clause.startsWith('from ')) return { from: one, to: Infinity, winner: who };
    expect(clause).toMatch(/^(below|up to) /);
    begun = one;
    return { from: 0, to: one, winner: who };
  });
}

const name = fc.constantFrom('select', 'poll', 'epoll', 'kqueue');
const someRounds = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.array(fc.nat(9), { minLength: 4, maxLength: 9 }))
  .map(([least, more]) => more.map((each) => least + each));
const measured = fc
  .dictionary(
    name,
    someRounds.map((time) => ({ time })),
    { minKeys: 2, maxKeys: 4 },
  )
  .map((rounds) => ({ ...rounds }) as RoundsOf);
const cases = fc
  .uniqueArray(fc.tuple(fc.constantFrom(1, 10, 100, 1000, 10_000), measured), {
    minLength: 1,
    maxLength: 5,
    selector: ([n]) => n,
  })
  .map((all) =>
    all.map(([n, rounds]) => caseResult('wait', { registered: n, activity: '1' }, rounds)),
  );

const entriesOf = (each: CaseResult) =>
  each.contenders.map(({ name: backend, metrics: { time } }) => ({
    backend,
    time: time as Metric,
  }));
const bestOf = (each: CaseResult) =>
  entriesOf(each).find((one) =>
    entriesOf(each).every(
      (other) => other.backend === one.backend || beats(one.time, other.time, 'lower'),
    ),
  )?.backend;

it('who wins beats all wherever that is said, and of each number something is said', () => {
  fc.assert(
    fc.property(cases, (all) => {
      const text = first(all);
      const clauses = clausesOf(text);
      for (const each of all) {
        const n = each.parameters.registered as number;
        const fitting = clauses.filter(({ from, to }) => from <= n && n <= to);
        expect(fitting.length, text).toBeGreaterThan(0);
        // What is "about" this number is of both sides.
        if (fitting.length > 1) continue;
        expect(fitting[0]?.winner, text).toBe(bestOf(each));
      }
      const isDecided = all.some((each) =>
        entriesOf(each).some((one) =>
          entriesOf(each).some((other) => beats(one.time, other.time, 'lower')),
        ),
      );
      expect(verdict(all).startsWith('Nothing can be ranked')).toBe(!isDecided);
    }),
    { numRuns: 500 },
  );
});

it('with one number, who wins is who beats all', () => {
  fc.assert(
    fc.property(measured, (rounds) => {
      const each = caseResult('wait', { registered: 10, activity: '1' }, rounds);
      const winner = /(\w+) wins here/.exec(first([each]))?.[1];
      expect(winner).toBe(bestOf(each));
    }),
    { numRuns: 500 },
  );
});

it('whoever is said to lose is beaten, by whom is said, and whoever is beaten is said to lose', () => {
  fc.assert(
    fc.property(cases, (all) => {
      const text = verdict(all);
      const defeats = (victor: string, loser: string) =>
        all.some((each) => {
          const entries = entriesOf(each);
          const [one, other] = [victor, loser].map(
            (backend) => entries.find((entry) => entry.backend === backend)?.time,
          );
          return one && other && beats(one, other, 'lower');
        });
      const loser = /^Use DefaultSelector/.test(text)
        ? /(?<=It loses )[^.]*/
        : /(?<=EpollSelector loses )[^.]*/;
      const losses = loser.exec(text)?.[0];
      for (const [, victor] of losses?.matchAll(/to (\w+) with/g) ?? []) {
        expect(defeats(victor as string, 'epoll'), text).toBe(true);
      }
      const isBeaten = ['select', 'poll', 'kqueue'].some((other) => defeats(other, 'epoll'));
      expect(losses !== undefined, text).toBe(isBeaten);
    }),
    { numRuns: 500 },
  );
});

it('the order of contenders and cases does not matter', () => {
  fc.assert(
    fc.property(cases, (all) => {
      const reversed = all
        .map((each) => ({ ...each, contenders: each.contenders.toReversed() }))
        .toReversed();
      expect(advise(reversed, 'epoll')[0]).toBe(verdict(all));
      expect(first(reversed)).toBe(first(all));
    }),
  );
});

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -2, max: 2 }),
);
const anyMetric: fc.Arbitrary<Metric> = fc.record({
  unit: fc.constantFrom('ns', '/s', '%', 'B'),
  better: fc.constantFrom('lower', 'higher'),
  rounds: fc.array(number, { minLength: 1, maxLength: 6 }),
  median: number,
  low: number,
  high: number,
  noisy: fc.boolean(),
});
const anyName = fc.oneof(name, fc.string());
const metricName = fc.constantFrom('time', 'cpu', 'rate', 'memory', 'constructor');
const anyCase: fc.Arbitrary<CaseResult> = fc.record({
  suite: fc.constantFrom(...SUITES),
  name: fc.string(),
  parameters: fc.record(
    {
      registered: fc.integer({ min: 1, max: 4 }),
      ready: fc.integer({ min: 1, max: 4 }),
      activity: fc.oneof(fc.constantFrom('1', '10%', 'all'), fc.string()),
      connections: fc.integer({ min: 1, max: 4 }),
      operation: fc.oneof(fc.constantFrom('memory', 'wakeup()', 'constructor'), fc.string()),
    },
    { requiredKeys: [] },
  ),
  metric: metricName,
  contenders: fc.array(
    fc.record({
      name: anyName,
      kind: fc.constantFrom('backend', 'backend', 'backend', 'variant', 'peer'),
      metrics: fc.dictionary(metricName, anyMetric),
    }),
    { maxLength: 5 },
  ),
  comparisons: fc.constant([]),
});

it('there is advice on all results that are valid', () => {
  const backend = fc.option(fc.constantFrom('select', 'poll', 'epoll', 'kqueue'));
  fc.assert(
    fc.property(fc.array(anyCase, { maxLength: 6 }), backend, (all, defaultBackend) => {
      const parsed = resultsSchema.parse(syntheticResults(all));
      const advice = advise(parsed.cases, defaultBackend);
      expect(advice.length).toBeGreaterThan(0);
      for (const text of advice) expect(text).not.toMatch(/undefined|NaN|Infinity|\[object/);
    }),
    { numRuns: 500 },
  );
});
