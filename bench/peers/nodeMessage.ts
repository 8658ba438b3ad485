// A message to a thread or a process of Node's own and back: ns for both ways.
// nodeMessage worker|fork
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parentPort, Worker } from 'node:worker_threads';
import { answerAsyncRounds } from '../rounds/index.js';
import { MESSAGE } from './message.js';

interface Peer {
  send(message: unknown): void;
  onMessage(listener: () => void): void;
  end(): Promise<unknown>;
}

function startWorker(): Peer {
  const worker = new Worker(new URL(import.meta.url));
  return {
    send: (message) => worker.postMessage(message),
    onMessage: (listener) => worker.on('message', listener),
    end: () => worker.terminate(),
  };
}

function forkNode(): Peer {
  const child = fork(fileURLToPath(import.meta.url), { serialization: 'advanced' });
  return {
    send: (message) => child.send(message as object),
    onMessage: (listener) => child.on('message', listener),
    end: () => {
      child.disconnect();
      return once(child, 'exit');
    },
  };
}

async function measure(peer: Peer): Promise<void> {
  let onAnswer = () => {};
  peer.onMessage(() => onAnswer());
  await answerAsyncRounds(
    (steps) =>
      new Promise((resolve) => {
        let left = steps;
        onAnswer = () => {
          if (--left === 0) resolve();
          else peer.send(MESSAGE);
        };
        peer.send(MESSAGE);
      }),
  );
  await peer.end();
}

if (parentPort !== null) parentPort.on('message', (message) => parentPort?.postMessage(message));
else if (process.send !== undefined) process.on('message', (message) => process.send?.(message));
else await measure(process.argv[2] === 'worker' ? startWorker() : forkNode());
