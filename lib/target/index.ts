export { type Call, loadTarget } from './load.js';
export { requireLoaded } from './loading.js';
export { packTarget } from './pack.js';
export type { ArgsOf, PackedTarget, Target, WithArgs } from './packed.js';
export { refuseRun } from './refuseRun.js';
