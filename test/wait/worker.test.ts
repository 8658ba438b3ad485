import { expect, test } from 'vitest';
import { runNode } from '../support/node.js';

test('each thread has an interrupt hook of its own', () => {
  const output = runNode(`
    import { Worker } from 'node:worker_threads';
    import { setInterruptHook } from 'selectors-ts/select';
    const hook = () => {};
    setInterruptHook(hook);
    const worker = new Worker(\`
      import { parentPort } from 'node:worker_threads';
      import { setInterruptHook } from 'selectors-ts/select';
      parentPort.postMessage(setInterruptHook(() => {}));
    \`, { eval: true });
    worker.once('message', (before) => {
      console.log(before === null, setInterruptHook(null) === hook);
    });
  `);
  expect(output).toBe('true true\n');
});

test('a time-out in a worker is not cut short by its slices', () => {
  const output = runNode(`
    import { Worker } from 'node:worker_threads';
    const worker = new Worker(\`
      import { parentPort } from 'node:worker_threads';
      import { DefaultSelector } from 'selectors-ts';
      const start = performance.now();
      const ready = new DefaultSelector().select(0.25);
      parentPort.postMessage(ready.length === 0 && performance.now() - start >= 250);
    \`, { eval: true });
    worker.once('message', (right) => console.log(right));
  `);
  expect(output).toBe('true\n');
});

test('a worker that waits for ever can be terminated', () => {
  const output = runNode(`
    import { Worker } from 'node:worker_threads';
    const worker = new Worker(\`
      import { parentPort } from 'node:worker_threads';
      import { DefaultSelector } from 'selectors-ts';
      parentPort.postMessage('waits');
      new DefaultSelector().select(null);
    \`, { eval: true });
    worker.once('message', async () => console.log(await worker.terminate()));
  `);
  expect(output).toBe('1\n');
});
