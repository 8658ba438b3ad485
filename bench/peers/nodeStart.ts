// Threads or processes of Node's own: the ns until a new one has its first word, or the bytes
// of memory for each.
// nodeStart worker|fork time|memory
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parentPort, Worker } from 'node:worker_threads';
import { answerStarts, type Started } from '../starts/index.js';

async function startWorker(): Promise<Started> {
  const worker = new Worker(new URL(import.meta.url));
  await once(worker, 'message');
  return { end: () => worker.terminate() };
}

async function forkNode(): Promise<Started> {
  const child = fork(fileURLToPath(import.meta.url), { serialization: 'advanced' });
  await once(child, 'message');
  return {
    pid: child.pid as number,
    end() {
      child.disconnect();
      return once(child, 'exit');
    },
  };
}

if (parentPort !== null) {
  parentPort.on('message', () => {});
  parentPort.postMessage(null);
} else if (process.send !== undefined) {
  process.on('message', () => {});
  process.send('here');
} else {
  const [kind, figure] = process.argv.slice(2);
  await answerStarts(kind === 'worker' ? startWorker : forkNode, figure as 'time' | 'memory');
}
