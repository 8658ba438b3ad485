export { advise } from './advise.js';
