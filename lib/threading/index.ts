export { type Carrier, carry, pack, unpack } from './carry.js';
export { threadsDone } from './nursery.js';
export * from './public.js';
