/**
 * Which backend to use, all in all.
 */
import type { Backend, CaseResult } from '../results/index.js';
import { beats, FEWEST_ROUNDS } from '../statistics/index.js';
import { choose } from './choice.js';
import { coverageText } from './coverage.js';
import { type Loss, lossesOf } from './losses.js';
import { metricsOf, type Series, subjectsOf } from './series.js';
import { listed } from './wording.js';

/** What a program does all the time; the rest it does now and then. */
const DECISIVE: ReadonlyMap<CaseResult['suite'], string> = new Map([
  ['wait', 'waiting'],
  ['echo', 'serving'],
  ['chat', 'serving'],
]);

/** So many losses are told in the verdict; the sentences below it tell of all. */
const MOST_LOSSES = 3;

const NUMBERS = ['none', 'one', 'two', 'three', 'four'];

export function verdictOf(
  cases: readonly CaseResult[],
  series: readonly Series[],
  defaultBackend: Backend | null,
): string {
  if (series.length === 0) return nothingToCompare(cases);
  const backends = backendsIn(series);
  const defaultName = defaultBackend === null ? '' : `DefaultSelector (${defaultBackend})`;
  const isMeasured = defaultBackend !== null && backends.includes(defaultBackend);
  if (!series.some(isDecided)) {
    const rest = isMeasured ? `, and no reason to choose anything but ${defaultName}` : '';
    return `Nothing can be ranked here: wherever backends were compared their spreads overlap. There is no winner${rest}.`;
  }
  const basis = basisOf(series);
  const { chosen, passedOver } = choose(backends, basis, defaultBackend);
  const [only] = chosen;
  if (only === defaultBackend && only !== undefined) {
    const texts = [lossesText('It', only, series), coverageText('It', only, basis)];
    return joined([`Use ${defaultName} here.`, ...texts, ...coverages(passedOver, basis)]);
  }
  const selectors = listed(chosen.map(selectorOf), 'or');
  const tie = tieText(chosen, series);
  const others = passedOver.filter((each) => each !== defaultBackend);
  const rest = [...ownLosses(chosen, series), ...coverages([...chosen, ...others], basis)];
  if (defaultBackend === null)
    return joined([`Use ${selectors} here${tie && `: ${tie}`}.`, ...rest]);
  if (!isMeasured) {
    const use = `use ${selectors}${tie && ` (${tie})`}`;
    return joined([`Of those measured, ${use}; ${defaultName} was not measured.`, ...rest]);
  }
  return joined([
    `Use ${selectors} here, not ${defaultName}${tie && `: ${tie}`}.`,
    ...reasonsAgainst(defaultBackend, passedOver, series),
    ...rest,
  ]);
}

function joined(sentences: readonly string[]): string {
  return sentences.filter((each) => each !== '').join(' ');
}

/** What decides: all there is, if nothing was measured that a program does all the time. */
function basisOf(series: readonly Series[]): readonly Series[] {
  const decisive = series.filter(({ suite }) => DECISIVE.has(suite));
  return decisive.length > 0 ? decisive : series;
}

/** Where that is, unless everything is there. */
function basisText(series: readonly Series[]): string {
  const basis = basisOf(series);
  if (basis.length === series.length) return '';
  const fields = new Set(basis.map(({ suite }) => DECISIVE.get(suite) ?? suite));
  return ` at ${listed([...fields], 'or')}`;
}

/** What there is between several who are as good. */
function tieText(chosen: readonly string[], series: readonly Series[]): string {
  if (chosen.length < 2) return '';
  const those = `these ${NUMBERS[chosen.length] ?? chosen.length}`;
  const isApart = basisOf(series).some(({ points, better }) =>
    points.some(({ entries }) => {
      const own = entries.filter(({ name }) => chosen.includes(name));
      return own.some((one) => own.some((other) => beats(one, other, better)));
    }),
  );
  return isApart
    ? `the worst loss of ${those} is the same`
    : `${those} cannot be told apart${basisText(series)}`;
}

/** Why it is not the default. */
function reasonsAgainst(
  backend: string,
  passedOver: readonly string[],
  series: readonly Series[],
): string[] {
  const losses = lossesText(selectorOf(backend), backend, series);
  if (!passedOver.includes(backend)) return [losses];
  const coverage = coverageText(backend, backend, basisOf(series));
  return isBeaten(backend, series) ? [coverage, losses] : [coverage];
}

function isBeaten(backend: string, series: readonly Series[]): boolean {
  return series.some((each) => lossesOf(backend, each).length > 0);
}

function coverages(backends: readonly string[], basis: readonly Series[]): string[] {
  return backends.map((each) => coverageText(each, each, basis));
}

/** What is true of several is said once. */
function ownLosses(chosen: readonly string[], series: readonly Series[]): string[] {
  if (chosen.length > 1 && !chosen.some((each) => isBeaten(each, series))) {
    return [`Nothing that was measured beats ${listed(chosen.map(selectorOf), 'or')}.`];
  }
  return chosen.map((each) => lossesText(selectorOf(each), each, series));
}

function lossesText(who: string, backend: string, series: readonly Series[]): string {
  const basis = basisOf(series);
  const lossesIn = (some: readonly Series[]) => some.flatMap((each) => lossesOf(backend, each));
  const losses = lossesIn(basis);
  const others = lossesIn(series.filter((each) => !basis.includes(each)));
  if (losses.length === 0) {
    const nothing = `Nothing that was measured beats ${who === 'It' ? 'it' : who}`;
    return others.length === 0
      ? `${nothing}.`
      : `${nothing}${basisText(series)}; where it loses otherwise is told below.`;
  }
  const worst = losses.toSorted((a, b) => b.ratio - a.ratio).slice(0, MOST_LOSSES);
  const more = losses.length + others.length > worst.length ? '; more below' : '';
  return `${who} loses ${victorsText(worst)}${more}.`;
}

function victorsText(losses: readonly Loss[]): string {
  const victors = [...new Set(losses.map(({ victor }) => victor))];
  const texts = victors.map((victor) => {
    const places = losses.filter((loss) => loss.victor === victor).map(({ text }) => text);
    return `to ${victor} ${places.join(', ')}`;
  });
  return texts.join('; ');
}

function nothingToCompare(cases: readonly CaseResult[]): string {
  const measured = cases.flatMap((each) =>
    subjectsOf(each).map(({ metric }) => metricsOf(each, metric).map(([backend]) => backend)),
  );
  const [first, ...others] = new Set(measured.flat());
  if (first === undefined) return 'No backend was measured: there is nothing to recommend.';
  if (others.length === 0)
    return `Only ${first} was measured: there is nothing to compare it with.`;
  return measured.some((backends) => backends.length > 1)
    ? `Nothing can be ranked: it takes ${NUMBERS[FEWEST_ROUNDS]} rounds at least to see a spread.`
    : 'No two backends were measured in the same case: there is nothing to compare.';
}

function isDecided({ points, better }: Series): boolean {
  return points.some(({ entries }) =>
    entries.some((one) => entries.some((other) => beats(one, other, better))),
  );
}

function backendsIn(series: readonly Series[]): string[] {
  const all = series.flatMap(({ points }) => points.flatMap(({ entries }) => entries));
  return [...new Set(all.map(({ name }) => name))].sort();
}

/** Its class. */
function selectorOf(backend: string): string {
  return `${backend.charAt(0).toUpperCase()}${backend.slice(1)}Selector`;
}
