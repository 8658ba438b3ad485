export { median, pairedRatios, summarize } from './summary.js';
