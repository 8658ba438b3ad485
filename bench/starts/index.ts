export { answerStarts, type Started } from './answerStarts.js';
export { isMemoryKnown } from './memory.js';
