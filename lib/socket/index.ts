export * from './public.js';
export { giveAway } from './socket.js';
