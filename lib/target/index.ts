export { type Call, loadTarget } from './load.js';
export { requireLoaded } from './loading.js';
export { packTarget } from './pack.js';
export type { PackedTarget, Target } from './packed.js';
export { refuseRun } from './refuseRun.js';
