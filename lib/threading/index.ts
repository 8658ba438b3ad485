export { threadsDone } from './nursery.js';
export * from './public.js';
