/**
 * The recommendation: which backend to use, and which one wins where.
 */
import type { Backend, CaseResult } from '../results/index.js';
import { type Series, seriesOf } from './series.js';
import { verdictOf } from './verdict.js';
import { winnersText } from './winners.js';

/**
 * Drawn from the figures alone, of which only those of backends count. Nobody is said to win, or to
 * lose, whose spread overlaps with the other's.
 */
export function advise(cases: readonly CaseResult[], defaultBackend: Backend | null): string[] {
  const series = seriesOf(cases);
  return [verdictOf(cases, series, defaultBackend), ...sentences(series)];
}

/** What is true of several topics of a suite is said once. */
function sentences(series: readonly Series[]): string[] {
  const alike = new Map<string, { topics: string[]; text: string }>();
  for (const each of series) {
    const text = winnersText(each);
    const key = `${each.suite} ${text}`;
    const known = alike.get(key);
    if (known === undefined) alike.set(key, { topics: [each.topic], text });
    else known.topics.push(inSentence(each.topic));
  }
  return [...alike.values()].map(({ topics, text }) => `${topics.join(', ')}: ${text}.`);
}

function inSentence(topic: string): string {
  return topic.replace(/^[A-Z](?=[a-z-])/, (letter) => letter.toLowerCase());
}
