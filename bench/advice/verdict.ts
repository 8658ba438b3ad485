/**
 * Which backend to use, all in all.
 */
import type { Backend, CaseResult } from '../results/index.js';
import { beats } from '../statistics/index.js';
import { lossAt, lossesOf } from './losses.js';
import { metricsOf, type Series, subjectsOf } from './series.js';

/** What a program does all the time; the rest it does now and then. */
const DECISIVE: readonly CaseResult['suite'][] = ['wait', 'echo', 'chat'];

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
  const chosen = choose(isMeasured ? [defaultBackend, ...backends] : backends, series);
  if (chosen === defaultBackend)
    return `Use ${defaultName} here. ${lossesText('It', chosen, series)}`;
  const selector = selectorOf(chosen);
  const own = lossesText(selector, chosen, series);
  if (defaultBackend === null) return `Use ${selector} here. ${own}`;
  if (!isMeasured)
    return `Of those measured, use ${selector}; ${defaultName} was not measured. ${own}`;
  const its = lossesText(selectorOf(defaultBackend), defaultBackend, series);
  return `Use ${selector} here, not ${defaultName}. ${its} ${own}`;
}

/**
 * The one whose worst loss is the smallest, as that is the risk in choosing it. Two are compared where
 * both were measured, and the earlier stays unless the later is better.
 */
function choose(backends: readonly string[], series: readonly Series[]): string {
  const decisive = series.filter(({ suite }) => DECISIVE.includes(suite));
  const basis = decisive.length > 0 ? decisive : series;
  const worstLoss = (backend: string, victor: string) =>
    Math.max(
      ...basis.flatMap(({ points, better }) =>
        points.map((point) => lossAt(backend, victor, point, better) ?? 1),
      ),
    );
  return backends.reduce((chosen, each) =>
    worstLoss(chosen, each) > worstLoss(each, chosen) ? each : chosen,
  );
}

function lossesText(who: string, backend: string, series: readonly Series[]): string {
  const losses = series.flatMap((each) => lossesOf(backend, each));
  if (losses.length === 0) return `Nothing that was measured beats ${who === 'It' ? 'it' : who}.`;
  const victors = [...new Set(losses.map(({ victor }) => victor))];
  const texts = victors.map((victor) => {
    const places = losses.filter((loss) => loss.victor === victor).map(({ text }) => text);
    return `to ${victor} ${places.join(', ')}`;
  });
  return `${who} loses ${texts.join('; ')}.`;
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
    ? 'Nothing can be ranked: it takes three rounds at least to see a spread.'
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
