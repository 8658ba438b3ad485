export { NUMBER } from './number.js';
export { checkpoint, indexOf, Kind, SharedObject } from './sharedObject.js';
