/** The servers that are there all the time: for each backend one that blocks its thread, and one that does not. */
import { Thread } from 'selectors-ts/threading';
import type { Readiness } from '../load/readiness.js';
import { type Backend, backends } from './backends.js';
import { Control, type Request } from './control.js';
import type { Fault } from './faults.js';
import { serveAsync } from './service.js';

const target = new URL('service.js#serveBlocking', import.meta.url);

/** A server as the main thread sees it. */
export class Server {
  readonly name: string;
  readonly backend: Backend;
  readonly isThread: boolean;
  readonly control: Control;
  readonly #waits: Readiness;

  /** @param waits - of the main thread for news of the server */
  constructor(backend: Backend, isThread: boolean, waits: Readiness) {
    this.name = `${backend}, ${isThread ? 'blocking' : 'asynchronous'}`;
    this.backend = backend;
    this.isThread = isThread;
    this.control = Control.of(waits.waker);
    this.#waits = waits;
  }

  async start(faults: readonly Fault[], onFailure: (error: unknown) => void): Promise<void> {
    const assignment = { backend: this.backend, memory: this.control.memory, faults };
    if (this.isThread) new Thread({ target, args: [assignment], daemon: true }).start();
    else serveAsync(assignment).catch(onFailure);
    await this.#waits.until(() => this.control.echoPort > 0);
  }

  /** @param times - how often to wake it up: it answers once */
  async ask(request: Request, times = 1): Promise<void> {
    this.control.ask(request, times);
    await this.#waits.until(() => this.control.isAnswered);
  }

  /** Resolves when it has no connection left. */
  async idle(): Promise<void> {
    await this.#waits.until(() => this.control.open === 0);
  }
}

/** @param waits - one for each backend */
export async function startFleet(
  waits: readonly Readiness[],
  faults: readonly Fault[],
  onFailure: (error: unknown) => void,
): Promise<Server[]> {
  const servers = backends.flatMap((backend, index) =>
    [true, false].map((isThread) => new Server(backend, isThread, waits[index] as Readiness)),
  );
  await Promise.all(servers.map((server) => server.start(faults, onFailure)));
  return servers;
}
