export { type Call, loadTarget } from './load.js';
export { packTarget } from './pack.js';
export type { PackedTarget, Target } from './packed.js';
