export { watchChildren } from './children.js';
