export { isOpen } from './isOpen.js';
export { track, untrack } from './tracking.js';
