// Threads or processes: the ns until a new one has its first word, or the bytes of memory for each.
// start threads|processes time|memory
import { type Connection, Pipe, Process } from 'selectors-ts/multiprocessing';
import { Queue, Thread } from 'selectors-ts/threading';
import { answerStarts, type Started } from '../../starts/index.js';

const module = (name: string) => new URL(`starting.js#${name}`, import.meta.url);

function startThread(): Started {
  const here = new Queue<null>();
  const leave = new Queue<null>();
  const thread = new Thread({ target: module('stayInThread'), args: [here, leave], gil: null });
  thread.start();
  here.get();
  return {
    end() {
      leave.put(null);
      thread.join();
    },
  };
}

function startProcess(): Started {
  const [ours, theirs]: [Connection, Connection] = Pipe();
  const process = new Process({ target: module('stayInProcess'), args: [theirs] });
  process.start();
  theirs.close();
  ours.recv();
  return {
    pid: process.pid as number,
    end() {
      ours.send(null);
      ours.close();
      process.join();
    },
  };
}

const [kind, figure] = process.argv.slice(2);
await answerStarts(kind === 'threads' ? startThread : startProcess, figure as 'time' | 'memory');
