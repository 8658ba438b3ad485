export { activeChildren } from './children.js';
export { Connection } from './connection.js';
export { cpuCount } from './cpuCount.js';
export { currentProcess } from './currentProcess.js';
export { Pipe } from './pipe.js';
export { Process, type ProcessOptions } from './process.js';
