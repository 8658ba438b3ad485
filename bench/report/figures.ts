import type { Metric, Unit } from '../results/index.js';
import { quantity } from './units.js';

/** For terminals, from which people copy: with plain spaces. */
export function formatFigure(value: number, unit: Unit): string {
  return quantity(value, unit).replaceAll('\u00a0', ' ');
}

/** With a mark if it is noisy. */
export function formatMetric({ median, unit, noisy }: Metric): string {
  return `${noisy ? '~' : ''}${formatFigure(median, unit)}`;
}
