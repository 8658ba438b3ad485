export { announce, answerAsyncRounds, answerFigures, answerRounds } from './answer.js';
export { type Contender, c, node, type Program, python } from './program.js';
export { type CommandOf, runRounds } from './run.js';
