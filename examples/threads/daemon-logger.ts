// A daemon thread writes the log, for ever. It does not keep the program alive: it dies with it, in
// the midst of whatever it is doing, so what must be written has to be waited for.
import { Queue, Thread } from 'selectors-ts/threading';

/** Runs in a thread, to which its text is taken: it may use what it is given, and nothing else here. */
function write(messages: Queue<string>): void {
  try {
    for (;;) {
      console.log(`log: ${messages.get()}`);
      messages.taskDone();
    }
  } finally {
    console.log('This is never printed.');
  }
}

const log = new Queue<string>();
new Thread({ target: write, args: [log], name: 'logger', daemon: true }).start();

for (const step of ['one', 'two', 'three']) log.put(`step ${step}`);
log.join();
console.log('The program ends, the logger waits for more.');
