/**
 * How the main thread and a server in any thread tell each other what is new: memory that they share, and a
 * waker of each. All of it can be sent to another thread.
 */
import { Waker } from 'selectors-ts';

/** What a server is asked for. */
export const Request = { ANSWER: 0, COLLECT_GARBAGE: 1, RETURN: 2, THROW: 3 } as const;
export type Request = (typeof Request)[keyof typeof Request];

export interface ControlMemory {
  readonly words: Int32Array;
  readonly numbers: Float64Array;
}

const [REQUEST, ASKED, ANSWERED, OPEN, ECHO_PORT, CHAT_PORT, WORDS] = [0, 1, 2, 3, 4, 5, 6];
const [HEAP_BYTES, EXTERNAL_BYTES, ASKER, SERVER, NUMBERS] = [0, 1, 2, 3, 4];

export class Control {
  readonly memory: ControlMemory;

  constructor(memory: ControlMemory) {
    this.memory = memory;
  }

  /** @param asker - ends a wait of whoever asks */
  static of(asker: Waker): Control {
    const control = new Control({
      words: new Int32Array(new SharedArrayBuffer(WORDS * Int32Array.BYTES_PER_ELEMENT)),
      numbers: new Float64Array(new SharedArrayBuffer(NUMBERS * Float64Array.BYTES_PER_ELEMENT)),
    });
    control.memory.numbers[ASKER] = asker.handle;
    return control;
  }

  /** @param times - how often to wake it up: it answers once */
  ask(request: Request, times = 1): void {
    const { words } = this.memory;
    Atomics.store(words, REQUEST, request);
    Atomics.add(words, ASKED, 1);
    for (let time = 0; time < times; time++) this.#wake(SERVER);
  }

  get isAnswered(): boolean {
    return this.#word(ANSWERED) === this.#word(ASKED);
  }

  /** 0 until the server listens. */
  get echoPort(): number {
    return this.#word(ECHO_PORT);
  }

  get chatPort(): number {
    return this.#word(CHAT_PORT);
  }

  get heapBytes(): number {
    return this.memory.numbers[HEAP_BYTES] as number;
  }

  get externalBytes(): number {
    return this.memory.numbers[EXTERNAL_BYTES] as number;
  }

  /** How many connections the server has. */
  get open(): number {
    return this.#word(OPEN);
  }

  /** Called by the server. */
  set open(count: number) {
    if (Atomics.exchange(this.memory.words, OPEN, count) !== count && count === 0) {
      this.#wake(ASKER);
    }
  }

  /** Called by the server, as what follows: null if there is nothing to answer. */
  get request(): Request | null {
    return this.isAnswered ? null : (this.#word(REQUEST) as Request);
  }

  answer({ heapUsed, external }: { heapUsed: number; external: number }): void {
    const { words, numbers } = this.memory;
    numbers[HEAP_BYTES] = heapUsed;
    numbers[EXTERNAL_BYTES] = external;
    Atomics.store(words, ANSWERED, Atomics.load(words, ASKED));
    this.#wake(ASKER);
  }

  listens(echoPort: number, chatPort: number, waker: Waker): void {
    const { words, numbers } = this.memory;
    numbers[SERVER] = waker.handle;
    Atomics.store(words, CHAT_PORT, chatPort);
    Atomics.store(words, ECHO_PORT, echoPort);
    this.#wake(ASKER);
  }

  #word(index: number): number {
    return Atomics.load(this.memory.words, index);
  }

  /** Whoever has no selector yet will look before it waits. */
  #wake(who: number): void {
    const handle = this.memory.numbers[who] as number;
    if (handle > 0) Waker.from(handle).wakeup();
  }
}
