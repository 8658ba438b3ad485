// A message to a thread or a process and back: ns for both ways.
// message threads|processes
import { Pipe, Process } from 'selectors-ts/multiprocessing';
import { Queue, Thread } from 'selectors-ts/threading';
import { MESSAGE } from '../../peers/message.js';
import { answerRounds } from '../../rounds/index.js';

const module = (name: string) => new URL(`answering.js#${name}`, import.meta.url);

function throughQueues(): void {
  const questions = new Queue<typeof MESSAGE | null>();
  const answers = new Queue<typeof MESSAGE>();
  const args = [questions, answers];
  new Thread({ target: module('answerQueue'), args, gil: null }).start();
  answerRounds(() => {
    questions.put(MESSAGE);
    answers.get();
  });
  questions.put(null);
}

function throughPipe(): void {
  const [ours, theirs] = Pipe();
  new Process({ target: module('answerConnection'), args: [theirs] }).start();
  theirs.close();
  answerRounds(() => {
    ours.send(MESSAGE);
    ours.recv();
  });
  ours.send(null);
  ours.close();
}

if (process.argv[2] === 'threads') throughQueues();
else throughPipe();
