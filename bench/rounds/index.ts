export {
  announce,
  answerAsyncRounds,
  answerCpuTime,
  answerFigures,
  answerRounds,
} from './answer.js';
export type { Figures } from './figures.js';
export { Latencies, PERCENTILES } from './latencies.js';
export { type Contender, c, node, type Program, python } from './program.js';
export {
  type CommandOf,
  type Outcome,
  type RoundsOptions,
  runRounds,
} from './run.js';
