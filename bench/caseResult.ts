import { type Case, METRICS } from './cases/index.js';
import type { CaseResult, ContenderResult, Metric } from './results/index.js';
import type { Figures, Outcome } from './rounds/index.js';
import { metricOf } from './statistics/index.js';

export function caseResult(measured: Case, outcomes: ReadonlyMap<string, Outcome>): CaseResult {
  const { suite, name, parameters, metric, constants, comparisons } = measured;
  const contenders = Object.entries(measured.contenders).map(
    ([label, { kind, backend }]): ContenderResult => ({
      name: label,
      kind,
      ...(backend && { backend }),
      ...resultOf(outcomes.get(label)),
    }),
  );
  return {
    suite,
    name,
    parameters,
    metric,
    contenders,
    ...(constants && { constants }),
    comparisons: [...comparisons],
  };
}

function resultOf(outcome: Outcome | undefined): Pick<ContenderResult, 'metrics' | 'absent'> {
  if (outcome === undefined) return { metrics: {}, absent: 'it was not started' };
  if ('error' in outcome) return { metrics: {}, absent: `failed: ${outcome.error.message}` };
  if ('absent' in outcome) return { metrics: {}, absent: outcome.absent };
  return { metrics: metricsOf(outcome.rounds) };
}

function metricsOf(rounds: readonly Figures[]): Record<string, Metric> {
  const names = Object.keys(rounds[0] ?? {});
  return Object.fromEntries(
    names.map((name) => {
      const kind = METRICS[name];
      if (kind === undefined)
        throw new TypeError(`a program has answered with an unknown '${name}'`);
      return [
        name,
        metricOf(
          rounds.map((figures) => figures[name] as number),
          kind,
        ),
      ];
    }),
  );
}
