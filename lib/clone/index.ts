export { bindToThread, isBoundToProcess } from './bound.js';
export {
  type Carried,
  carry,
  loadCarriers,
  type Packed,
  pack,
  unpack,
} from './carry.js';
export { copyReplacing, objectsIn } from './graph.js';
