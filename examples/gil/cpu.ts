/** The same computation by one, and shared by several: threads under one Gil, free ones, processes. */
import { type Connection, Pipe, Process } from 'selectors-ts/multiprocessing';
import { Gil } from 'selectors-ts/threading';
import { spanSeconds } from './clock.js';
import { race } from './race.js';
import type { Experiment } from './table.js';

const ROUNDS = 160_000;
const ROUNDS_QUICK = 40_000;

const threadWork = new URL('cpuThread.js#share', import.meta.url);
const processWork = new URL('cpuProcess.js#share', import.meta.url);

export function cpuExperiment(isQuick: boolean): Experiment {
  const rounds = isQuick ? ROUNDS_QUICK : ROUNDS;
  const byThreads = (count: number) => race(threadWork, count, new Gil(), [rounds / count]);
  const byFreeThreads = (count: number) => race(threadWork, count, null, [rounds / count]);
  return {
    title: 'CPU-bound: a computation by',
    compared: 'speed',
    rows: [
      { key: 'cpu1', label: '1 thread', measure: () => byThreads(1) },
      { key: 'cpu2', label: '2 threads', measure: () => byThreads(2) },
      { key: 'cpu4', label: '4 threads', measure: () => byThreads(4) },
      { key: 'free2', label: '2 free threads (gil: null)', measure: () => byFreeThreads(2) },
      { key: 'free4', label: '4 free threads', measure: () => byFreeThreads(4) },
      { key: 'processes2', label: '2 processes', measure: () => byProcesses(2, rounds) },
    ],
  };
}

function byProcesses(count: number, rounds: number): number {
  const connections: Connection[] = [];
  const processes = Array.from({ length: count }, () => {
    const [ours, theirs] = Pipe();
    connections.push(ours);
    const args = [theirs, rounds / count];
    const process = new Process({ target: processWork, args, daemon: true });
    process.start();
    theirs.close();
    return process;
  });
  for (const connection of connections) connection.recv();
  for (const connection of connections) connection.send('go');
  const clockings = connections.map((connection) =>
    Float64Array.from(connection.recv() as number[]),
  );
  for (const connection of connections) connection.close();
  for (const process of processes) process.join();
  return spanSeconds(clockings);
}
