export { type ComparedFigure, compareResults, type ResultsComparison } from './compare.js';
export { BACKENDS, type Backend, SUITES, type Suite, type Unit } from './names.js';
export { readResults } from './read.js';
export {
  type CaseResult,
  type Comparison,
  type ContenderResult,
  type Machine,
  type Metric,
  type Results,
  resultsSchema,
} from './schema.js';
