/**
 * Two runs side by side: of two systems, two versions, or before and after a change.
 */
import { beats, isRankable } from '../statistics/index.js';
import type { CaseResult, Machine, Metric, Results } from './schema.js';

export type Verdict = 'faster' | 'slower' | 'no difference to be seen';

export interface ComparedFigure {
  readonly caseName: string;
  readonly contender: string;
  /** Its name. */
  readonly metric: string;
  readonly a: Metric;
  readonly b: Metric;
  /** Of the medians, b to a. */
  readonly ratio: number;
  /** What b is: by all of its spread, or not to be told. */
  readonly verdict: Verdict;
}

export interface ResultsComparison {
  readonly figures: readonly ComparedFigure[];
  readonly onlyInA: readonly string[];
  readonly onlyInB: readonly string[];
  /** A line for each thing in which the machines differ: a's → b's. */
  readonly machines: readonly string[];
}

interface Figure extends Pick<ComparedFigure, 'caseName' | 'contender' | 'metric'> {
  readonly value: Metric;
}

export function compareResults(a: Results, b: Results): ResultsComparison {
  const inA = figuresOf(a);
  const inB = figuresOf(b);
  return {
    figures: [...inA].flatMap(([key, figure]) => {
      const other = inB.get(key);
      return other === undefined ? [] : [compared(figure, other)];
    }),
    onlyInA: missing(inA, inB),
    onlyInB: missing(inB, inA),
    machines: differences(a.machine, b.machine),
  };
}

/** What can be compared is a figure of the same contender of the same case, in the same unit. */
function figuresOf({ cases }: Results): Map<string, Figure> {
  const figures = cases.flatMap((each) =>
    each.contenders.flatMap(({ name, metrics }) =>
      metricNames(each).flatMap((metric): Figure[] => {
        const value = Object.hasOwn(metrics, metric) ? metrics[metric] : undefined;
        return value === undefined ? [] : [{ caseName: each.name, contender: name, metric, value }];
      }),
    ),
  );
  return new Map(
    figures.map((each) => {
      const { caseName, contender, metric, value } = each;
      return [JSON.stringify([caseName, contender, metric, value.unit]), each];
    }),
  );
}

function metricNames({ suite, metric }: CaseResult): string[] {
  const served = suite === 'echo' || suite === 'chat';
  return [...new Set([metric, ...(served ? ['p99', 'rate'] : [])])];
}

function compared(
  { caseName, contender, metric, value: a }: Figure,
  { value: b }: Figure,
): ComparedFigure {
  return {
    caseName,
    contender,
    metric,
    a,
    b,
    ratio: b.median / a.median,
    verdict: verdictOf(a, b),
  };
}

function verdictOf(a: Metric, b: Metric): Verdict {
  if (isRankable(a) && isRankable(b)) {
    if (beats(b, a, a.better)) return 'faster';
    if (beats(a, b, a.better)) return 'slower';
  }
  return 'no difference to be seen';
}

/** Whole cases and contenders, as far as they are missing whole. */
function missing(
  figures: ReadonlyMap<string, Figure>,
  others: ReadonlyMap<string, Figure>,
): string[] {
  const known = new Set([...others.values()].flatMap((each) => prefixes(each)));
  const names = [...figures]
    .filter(([key]) => !others.has(key))
    .map(([, figure]) => prefixes(figure).find((prefix) => !known.has(prefix)) ?? whole(figure));
  return [...new Set(names)];
}

function prefixes(figure: Figure): string[] {
  const { caseName, contender } = figure;
  return [caseName, `${caseName}: ${contender}`, whole(figure)];
}

function whole({ caseName, contender, metric, value }: Figure): string {
  return `${caseName}: ${contender}, ${metric} in ${value.unit}`;
}

function differences(a: Machine, b: Machine): string[] {
  const keys = ['system', 'cpu', 'runtime', 'package'] as const;
  return keys.filter((key) => a[key] !== b[key]).map((key) => `${key}: ${a[key]} → ${b[key]}`);
}
