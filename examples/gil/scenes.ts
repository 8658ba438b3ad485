/** What there is to see in the picture. */
import { Barrier, Gil, sleep, Thread } from 'selectors-ts/threading';
import { nowSeconds, PATIENCE_SECONDS } from './clock.js';
import type { Scene } from './timeline/scene.js';

const cpuWork = new URL('cpuThread.js#untilOver', import.meta.url);
const ioWork = new URL('ioThread.js#untilOver', import.meta.url);

interface Part {
  readonly name: string;
  readonly target: URL;
  readonly args: readonly unknown[];
}

/** @param ports - of the servers: answers take 1 ms, and 10 ms */
export function recordScenes(ports: { quick: number; slow: number }): Scene[] {
  const cpu = (name: string): Part => ({ name, target: cpuWork, args: [] });
  const io = (name: string, port: number, digests: boolean): Part => {
    return { name, target: ioWork, args: [port, digests] };
  };
  const diners = [1, 2, 3, 4].map((number) => io(`I/O ${number}`, ports.slow, true));
  return [
    {
      title: 'Two threads that compute',
      caption: 'Only one runs at a time. Who has waited for 5 ms has the other forced off.',
      ...record(0.06, 0.005, [cpu('CPU 1'), cpu('CPU 2')]),
    },
    {
      title: 'A thread with I/O beside one that computes',
      caption: 'The convoy: an answer takes 1 ms, and then its thread waits 5 ms for the GIL.',
      ...record(0.04, 0.005, [cpu('CPU'), io('I/O', ports.quick, false)]),
    },
    {
      title: 'The same with a switch interval of 0.5 ms',
      caption: 'Far more answers, and the computation hardly notices.',
      ...record(0.04, 0.0005, [cpu('CPU'), io('I/O', ports.quick, false)]),
    },
    {
      title: 'Four threads with I/O',
      caption: 'They wait all at once, 10 ms for each answer, and compute one after the other.',
      ...record(0.06, 0.005, diners),
    },
  ];
}

/** Until everybody is at work. */
const RUN_IN_SECONDS = 0.02;

function record(
  lengthSeconds: number,
  switchInterval: number,
  parts: readonly Part[],
): Pick<Scene, 'lengthSeconds' | 'intervals'> {
  const gil = new Gil();
  gil.switchInterval = switchInterval;
  const begin = new Barrier(parts.length + 1, null, PATIENCE_SECONDS);
  const over = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const threads = parts.map(({ name, target, args }) => {
    return new Thread({ name, target, args: [begin, gil, over, ...args], gil, daemon: true });
  });
  // From before they start: a thread shows in a recording when it does something new.
  const trace = gil.trace();
  const beganSeconds = nowSeconds();
  for (const thread of threads) thread.start();
  begin.wait();
  sleep(RUN_IN_SECONDS);
  const fromSeconds = nowSeconds() - beganSeconds;
  sleep(lengthSeconds);
  const intervals = trace.stop().map((interval) => ({
    ...interval,
    startSeconds: interval.startSeconds - fromSeconds,
    endSeconds: interval.endSeconds - fromSeconds,
  }));
  Atomics.store(over, 0, 1);
  for (const thread of threads) thread.join();
  return { lengthSeconds, intervals };
}
