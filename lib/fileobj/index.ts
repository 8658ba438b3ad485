export { descriptorOf } from './descriptorOf.js';
export type { FileObject } from './fileObject.js';
