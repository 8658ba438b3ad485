export { type Crossover, type Curve, crossovers } from './crossover.js';
export { median } from './median.js';
export { metricOf } from './metric.js';
export { pairedRatios } from './pairedRatios.js';
export {
  advantage,
  type Better,
  beats,
  byMedian,
  type Entry,
  FEWEST_ROUNDS,
  isRankable,
  rank,
} from './ranking.js';
export { isNoisy, type Spread, summarize } from './summary.js';
