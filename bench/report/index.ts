export { formatComparison } from './comparedRuns.js';
export { formatMachine } from './machine.js';
export { formatReport } from './report.js';
