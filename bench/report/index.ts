export { type Comparison, formatTable, isMet, type Target, type Unit } from './table.js';
