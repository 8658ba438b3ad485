export { type Comparison, formatTable, isMet } from './table.js';
