export { describe } from './describe.js';
export { isError } from './isError.js';
export { osError } from './osError.js';
export { printed } from './printed.js';
export * from './public.js';
