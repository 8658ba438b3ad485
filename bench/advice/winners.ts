/**
 * Who wins where, in words: a clause for each stretch of a series.
 */
import { counted } from '../counted.js';
import {
  advantage,
  beats,
  byMedian,
  type Crossover,
  type Entry,
  rank,
} from '../statistics/index.js';
import { leadText } from './leads.js';
import type { Figure, Series, SeriesPoint } from './series.js';
import { changeBetween, placeText, rangeText, type Stretch, stretchesOf } from './stretches.js';
import { listed, margin, ROUGHLY } from './wording.js';

/** Those of whom nobody can be told from the next; and whether there is anybody behind them. */
interface Standing {
  readonly leaders: readonly string[];
  readonly others: readonly string[];
}

type StandingStretch = Stretch<Standing>;

export function winnersText(series: Series): string {
  const { better, loads } = series;
  const stretches = stretchesOf(
    series,
    ({ entries }) => standingOf(rank(entries, better)),
    ({ leaders, others }) => (leaders.length === 1 ? `${leaders}` : `${leaders}|${others}`),
  );
  return stretches
    .map((stretch, index) => {
      const previous = stretches[index - 1];
      const next = stretches[index + 1];
      const change = previous && next && changeText(series, previous, stretch, next);
      if (change !== undefined) return change;
      const begins = previous === undefined ? null : meetingOf(series, previous, stretch);
      const ends = next === undefined ? null : meetingOf(series, stretch, next);
      const unit = index === 0 ? ` ${loads}` : '';
      const range =
        stretch.isLast && begins !== null ? 'above,' : rangeText(stretch, unit, begins, ends);
      const text = `${range} ${verdictText(series, stretch, range)}`.trimStart();
      const unseen = previous && unseenText(series, previous, stretch);
      return unseen === undefined ? text : `${unseen}; ${text}`;
    })
    .join('; ');
}

function standingOf([leaders = [], ...others]: readonly Entry[][]): Standing {
  const names = (entries: readonly Entry[]) => entries.map(({ name }) => name).sort();
  return { leaders: names(leaders), others: names(others.flat()) };
}

function winnerOf({ truth: { leaders } }: StandingStretch): string | undefined {
  return leaders.length === 1 ? leaders[0] : undefined;
}

function crossoverOf(series: Series, before: StandingStretch, after: StandingStretch) {
  const below = winnerOf(before);
  const above = winnerOf(after);
  if (below === undefined || above === undefined) return undefined;
  return changeBetween(series, [before, below], [after, above]);
}

function meetingOf(series: Series, before: StandingStretch, after: StandingStretch): number | null {
  return crossoverOf(series, before, after)?.at ?? null;
}

/** Of a stretch between two winners, in which these two cannot be told apart. */
function changeText(
  series: Series,
  before: StandingStretch,
  { truth: { leaders } }: StandingStretch,
  after: StandingStretch,
): string | undefined {
  const crossover = crossoverOf(series, before, after);
  if (crossover === undefined) return undefined;
  const { below, above } = crossover;
  if (!leaders.includes(below) || !leaders.includes(above)) return undefined;
  return `${somewhere(crossover)} (there the spreads overlap)`;
}

/** Of the gap between two winners, if it is too wide to say where in it they change. */
function unseenText(
  series: Series,
  before: StandingStretch,
  after: StandingStretch,
): string | undefined {
  const crossover = crossoverOf(series, before, after);
  if (crossover === undefined || crossover.at !== null) return undefined;
  return `${somewhere(crossover)} (not measured in between)`;
}

function somewhere({ between: [from, to] }: Crossover): string {
  return `somewhere between ${counted(from)} and ${counted(to)} that changes`;
}

function verdictText(series: Series, stretch: StandingStretch, range: string): string {
  const winner = winnerOf(stretch);
  if (winner === undefined) return undecidedText(series, stretch, range);
  const here = stretch.isFirst ? ' here' : '';
  const lead = leadText(series, stretch, winner, range);
  return `${winner} wins${here}${lead && `, ${lead}`}`;
}

function undecidedText(series: Series, stretch: StandingStretch, range: string): string {
  const { leaders, others } = stretch.truth;
  const ahead = others.length === 0 ? '' : `, ahead of ${listed(others)}`;
  const pair = clearestPair(series, stretch);
  if (pair !== undefined) {
    const { better, worse, n, ratio, noisy } = pair;
    const amount = ratio && margin(ratio, series, undefined, noisy ? ROUGHLY : '');
    const lead = amount === undefined ? '' : `, ${amount}${placeText(n, range)}`;
    const group = others.length === 0 ? '' : ` among ${listed(leaders)}${ahead}`;
    return `nobody wins${group} (spreads overlap), though ${better} beats ${worse}${lead}`;
  }
  if (leaders.length === 2 || others.length > 0) {
    return `${listed(leaders)} cannot be told apart (their spreads overlap)${ahead}`;
  }
  return 'nobody can be told from the others (their spreads overlap)';
}

interface ClearPair {
  readonly better: string;
  readonly worse: string;
  readonly n: number | null;
  readonly ratio: number | undefined;
  readonly noisy: boolean;
}

/** Two of the leaders of whom one does beat the other, by the most. */
function clearestPair(
  { better }: Series,
  { points, truth }: StandingStretch,
): ClearPair | undefined {
  const pairs = points.flatMap(({ n, entries }) => clearPairs(n, entries));
  return pairs.toSorted((a, b) => (b.ratio ?? 0) - (a.ratio ?? 0))[0];

  function clearPairs(n: SeriesPoint['n'], entries: readonly Figure[]): ClearPair[] {
    // In an order that is not that of measuring, for pairs that are as clear as each other.
    const leaders = byMedian(
      entries.filter(({ name }) => truth.leaders.includes(name)),
      better,
    );
    return leaders.flatMap((one) =>
      leaders
        .filter((other) => beats(one, other, better))
        .map((other) => ({
          better: one.name,
          worse: other.name,
          n,
          ratio: advantage(one, other, better),
          noisy: one.noisy || other.noisy,
        })),
    );
  }
}
