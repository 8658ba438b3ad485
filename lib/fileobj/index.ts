export { describe } from './describe.js';
export { descriptorOf } from './descriptorOf.js';
export type { FileObject } from './fileObject.js';
