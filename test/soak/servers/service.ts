import { ChatServer } from '../../../examples/chat/server.js';
import { type Backend, openSelector, type SoakSelector } from './backends.js';
import { Control, type ControlMemory, Request } from './control.js';
import { EchoServer } from './echoServer.js';
import type { Fault } from './faults.js';

/** What a server is started with. */
export interface Assignment {
  readonly backend: Backend;
  readonly memory: ControlMemory;
  readonly faults: readonly Fault[];
}

/** By this message its starter knows the error of a server that was asked to throw. */
export const ASKED_TO_THROW = 'asked to throw';

/** An echo server and the chat server of the examples, in one selector. */
export class Service {
  readonly selector: SoakSelector;
  readonly #echo: EchoServer;
  readonly #chat: ChatServer;
  readonly #control: Control;

  constructor({ backend, memory, faults }: Assignment) {
    this.selector = openSelector(backend);
    this.#echo = new EchoServer(this.selector, faults);
    this.#chat = new ChatServer(this.selector, 0);
    this.#control = new Control(memory);
    this.#control.listens(this.#echo.port, this.#chat.port, this.selector.waker());
  }

  /**
   * Serves those who are ready.
   *
   * @returns false if the server is to return
   * @throws Error if it is to throw
   */
  round(ready: ReturnType<SoakSelector['select']>): boolean {
    for (const [key, events] of ready) key.data(events);
    this.#chat.endRound(Number.POSITIVE_INFINITY);
    this.#control.open = this.#echo.open + this.#chat.counts.connections;
    const { request } = this.#control;
    if (request === null) return true;
    if (request === Request.COLLECT_GARBAGE) globalThis.gc?.();
    this.#control.answer(process.memoryUsage());
    if (request === Request.THROW) throw new Error(ASKED_TO_THROW);
    return request !== Request.RETURN;
  }
}

export function serveBlocking(assignment: Assignment): void {
  const service = new Service(assignment);
  while (service.round(service.selector.select()));
}

export async function serveAsync(assignment: Assignment): Promise<void> {
  const service = new Service(assignment);
  for await (const ready of service.selector) {
    if (!service.round(ready)) return;
  }
}
