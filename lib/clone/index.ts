export { bindToProcess, isBoundToProcess } from './bound.js';
export { copyReplacing, objectsIn } from './graph.js';
