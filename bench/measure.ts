/**
 * Runs cases one after the other, for as long as there is time.
 */
import { caseResult } from './caseResult.js';
import type { Case } from './cases/index.js';
import type { Effort } from './effort.js';
import { startProgress } from './progress/index.js';
import type { CaseResult } from './results/index.js';
import { type CommandOf, type Outcome, runRounds } from './rounds/index.js';
import { FEWEST_ROUNDS } from './statistics/index.js';

/** To start a contender's processes, and to end them. */
const START_SECONDS = 0.3;
const MS_PER_SECOND = 1000;

export interface Measured {
  readonly cases: CaseResult[];
  /** Names of what there was no time for. */
  readonly leftOut: string[];
  /** What went wrong, and where. */
  readonly failures: string[];
}

/** @param interrupted - ends it; what has been measured until then is kept */
export async function measure(
  cases: readonly Case[],
  effort: Effort,
  commandOf: CommandOf,
  interrupted: AbortSignal,
): Promise<Measured> {
  const { limitSeconds, rounds, warmUpRounds } = effort;
  const limitMs = limitSeconds === null ? null : limitSeconds * MS_PER_SECOND;
  const deadlineMs = performance.now() + (limitMs ?? Number.POSITIVE_INFINITY);
  const signals = limitMs === null ? [] : [AbortSignal.timeout(limitMs)];
  const signal = AbortSignal.any([interrupted, ...signals]);

  const roundMsOf = ({ shortestRoundMs = 0 }: Case) => Math.max(effort.roundMs, shortestRoundMs);
  const secondsFor = (each: Case, some = rounds) =>
    Object.keys(each.contenders).length *
    (START_SECONDS + ((warmUpRounds + some) * roundMsOf(each)) / MS_PER_SECOND);
  const totalSeconds = cases.reduce((sum, each) => sum + secondsFor(each), 0);
  const measured: Measured = { cases: [], leftOut: [], failures: [] };
  using progress = startProgress(cases.length, totalSeconds);
  for (const each of cases) {
    const leastMs = secondsFor(each, Math.min(rounds, FEWEST_ROUNDS)) * MS_PER_SECOND;
    if (signal.aborted || performance.now() + leastMs > deadlineMs) {
      measured.leftOut.push(each.name);
      continue;
    }
    progress.begin(each.name);
    const onRound = () => progress.advance(secondsFor(each) / (warmUpRounds + rounds));
    try {
      const outcomes = await runRounds(
        each.contenders,
        { rounds, roundMs: roundMsOf(each), warmUpRounds, signal, deadlineMs, onRound },
        commandOf,
      );
      measured.cases.push(caseResult(each, outcomes));
      measured.failures.push(...failuresOf(each, outcomes));
    } catch (error) {
      if (!signal.aborted) throw error;
      measured.leftOut.push(each.name);
    }
  }
  return measured;
}

function failuresOf({ name }: Case, outcomes: ReadonlyMap<string, Outcome>): string[] {
  return [...outcomes].flatMap(([label, outcome]) =>
    'error' in outcome ? [`${name}, ${label}: ${outcome.error.message}`] : [],
  );
}
