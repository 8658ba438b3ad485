/** A straight line through figures, and how sure its slope is. */
export interface Slope {
  /** From one figure to the next. */
  readonly perStep: number;
  /** Of the slope. */
  readonly standardError: number;
}

const FEWEST = 4;

/**
 * By least squares. Figures that depend on those before them, as a process's memory does, tell less than as many
 * independent ones: the error is that of fewer, by the first-order autocorrelation of what the line leaves over.
 * R. H. Jones, Estimating the variance of time averages, Journal of Applied Meteorology 14 (1975).
 *
 * @returns null for too few figures
 */
export function slopeOf(figures: readonly number[]): Slope | null {
  const count = figures.length;
  if (count < FEWEST) return null;
  const middle = (count - 1) / 2;
  const mean = sum(figures) / count;
  const squares = sum(figures.map((_, step) => (step - middle) ** 2));
  const perStep = sum(figures.map((figure, step) => (step - middle) * (figure - mean))) / squares;
  const left = figures.map((figure, step) => figure - mean - perStep * (step - middle));
  const variance = sum(left.map((value) => value ** 2)) / (count - 2);
  return { perStep, standardError: Math.sqrt((variance * dependence(left)) / squares) };
}

/** How many dependent figures tell as much as one that is independent. */
function dependence(left: readonly number[]): number {
  const all = sum(left.map((value) => value ** 2));
  if (all === 0) return 1;
  const neighbours = sum(left.slice(1).map((value, index) => value * (left[index] as number)));
  const correlation = Math.min(Math.max(neighbours / all, 0), 1 - 1 / left.length);
  return (1 + correlation) / (1 - correlation);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
