export { osError } from './osError.js';
export * from './public.js';
