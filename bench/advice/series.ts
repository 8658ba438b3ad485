/**
 * What can be said something about: one figure of the backends, against the load where there is one.
 */
import type { CaseResult, Metric } from '../results/index.js';
import { type Better, type Entry, isRankable } from '../statistics/index.js';

/** What a backend came to. */
export interface Figure extends Entry {
  readonly noisy: boolean;
}

export interface SeriesPoint {
  /** How many were registered or connected; null if that is not what the case is about. */
  readonly n: number | null;
  readonly entries: readonly Figure[];
}

/** How the cases of one kind are spoken of. */
interface Subject {
  /** Before the colon of a sentence. */
  readonly topic: string;
  /** After "it loses". */
  readonly place: string;
  readonly metric: string;
}

export interface Series extends Subject {
  readonly suite: CaseResult['suite'];
  readonly loads: 'descriptors' | 'connections';
  readonly better: Better;
  /** Ascending. */
  readonly points: readonly SeriesPoint[];
  /** Where one backend only was measured, so that there is nothing to compare. */
  readonly alone: readonly SeriesPoint[];
}

const REGISTER: ReadonlyMap<string, string> = new Map([
  ['register and unregister', 'register() and unregister()'],
  ['modify', 'modify()'],
  ['memory', 'memory for each registered descriptor'],
]);

/** What a case tells about backends; nothing if it is not about them. */
export function subjectsOf({ suite, metric, parameters }: CaseResult): Subject[] {
  const { activity, ready, operation = 'the operation' } = parameters;
  switch (suite) {
    case 'wait': {
      const ones = `${shareText(activity ?? `${ready ?? 'some'}`)} ready`;
      return [{ topic: capitalized(ones), place: `with ${ones}`, metric }];
    }
    case 'register':
      return [subject(REGISTER.get(operation) ?? operation, metric)];
    case 'wakeup': {
      const preposition = operation === 'wakeup()' ? 'by' : 'of';
      return [subject(`the wake-up ${preposition} ${operation}`, metric)];
    }
    case 'echo':
      return serverSubjects('TCP echo');
    case 'chat':
      return serverSubjects('chat');
    default:
      return [];
  }
}

function serverSubjects(server: string): Subject[] {
  return [
    subject(`CPU a message of ${server}`, 'cpu'),
    subject(`messages a second of ${server}`, 'rate'),
  ];
}

function subject(name: string, metric: string): Subject {
  return { topic: capitalized(name), place: `in ${name}`, metric };
}

function shareText(activity: string): string {
  return activity === '1' ? 'one' : activity.replace(/(?<=\d)%$/, ' %');
}

/** Not what is code. */
function capitalized(text: string): string {
  return /^\w+\(/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

/** In the order in which they appear; those in which there are two backends to compare somewhere. */
export function seriesOf(cases: readonly CaseResult[]): Series[] {
  const found = new Map<string, Series & { points: SeriesPoint[]; alone: SeriesPoint[] }>();
  for (const each of cases) {
    for (const about of subjectsOf(each)) {
      const metrics = metricsOf(each, about.metric).filter(([, metric]) => isRankable(metric));
      const [first] = metrics;
      if (first === undefined) continue;
      const { suite, parameters } = each;
      const { registered, connections } = parameters;
      const key = `${suite} ${about.topic}`;
      const series = found.get(key) ?? {
        ...about,
        suite,
        loads: suite === 'wait' || suite === 'register' ? 'descriptors' : 'connections',
        better: first[1].better,
        points: [],
        alone: [],
      };
      found.set(key, series);
      const entries = metrics.map(([name, { low, median, high, noisy }]) => ({
        name,
        low,
        median,
        high,
        noisy,
      }));
      const point = { n: registered ?? connections ?? null, entries };
      (metrics.length < 2 ? series.alone : series.points).push(point);
    }
  }
  for (const { points } of found.values()) points.sort((a, b) => (a.n ?? 0) - (b.n ?? 0));
  return [...found.values()].filter(({ points }) => points.length > 0);
}

/** The figures of the backends, by their names. */
export function metricsOf({ contenders }: CaseResult, metricName: string): [string, Metric][] {
  return contenders
    .filter(({ kind }) => kind === 'backend')
    .flatMap(({ name, metrics }) => {
      const metric = Object.hasOwn(metrics, metricName) ? metrics[metricName] : undefined;
      return metric === undefined ? [] : [[name, metric]];
    });
}
