export { carried, Opaque, TEXT, textOf } from './opaque.js';
