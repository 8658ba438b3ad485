import type { Connection } from 'selectors-ts/multiprocessing';
import type { Queue } from 'selectors-ts/threading';

/** A thread's work: sends back what it gets, until that is null. */
export function answerQueue(questions: Queue<unknown>, answers: Queue<unknown>): void {
  for (let message = questions.get(); message !== null; message = questions.get()) {
    answers.put(message);
  }
}

/** A process's. */
export function answerConnection(connection: Connection): void {
  for (let message = connection.recv(); message !== null; message = connection.recv()) {
    connection.send(message);
  }
}
