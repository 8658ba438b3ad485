export { isError } from './isError.js';
export { osError } from './osError.js';
export * from './public.js';
