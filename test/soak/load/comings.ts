/** Threads that come and go. */
import { Gil, Thread } from 'selectors-ts/threading';
import type { Random } from '../run/random.js';
import type { Tally } from '../run/tally.js';
import type { Backend } from '../servers/backends.js';
import { Control, Request } from '../servers/control.js';
import type { Assignment } from '../servers/service.js';
import { echo } from './clients.js';
import type { Readiness } from './readiness.js';

const VISITORS = 4;

export interface Coming {
  readonly backend: Backend;
  readonly waits: Readiness;
  readonly random: Random;
  readonly tally: Tally;
}

/** A thread with a server that serves some, and then returns or throws. */
export async function threadComesAndGoes({ backend, waits, random, tally }: Coming): Promise<void> {
  const control = Control.of(waits.waker);
  const isBlocking = random.chance(0.5);
  const thread = new Thread({
    target: new URL(
      `../servers/service.js#${isBlocking ? 'serveBlocking' : 'serveAsync'}`,
      import.meta.url,
    ),
    args: [{ backend, memory: control.memory, faults: [] } satisfies Assignment],
    gil: isBlocking && random.chance(0.5) ? Gil.shared : null,
    daemon: true,
  });
  thread.start();
  await waits.until(() => control.echoPort > 0);
  const visit = { waits, port: control.echoPort, tally };
  const visitors = Array.from({ length: VISITORS }, () =>
    echo({ ...visit, random: random.fork() }),
  );
  await Promise.all(visitors);
  control.ask(random.chance(0.5) ? Request.RETURN : Request.THROW);
  await thread.joinAsync();
  tally['threads gone']++;
}
