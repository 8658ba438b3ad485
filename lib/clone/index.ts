export { copyReplacing, objectsIn } from './graph.js';
