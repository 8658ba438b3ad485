/**
 * Threads or processes that work when they are told to, for as long as they are told to.
 */
import { type Socket, socketpair } from 'selectors-ts/socket';

const READY = Float64Array.of(0);

/** CLOCK_MONOTONIC, the same in all threads and processes. */
export function nowNs(): number {
  return Number(process.hrtime.bigint());
}

/** The side that tells them. */
export class Crew implements Disposable {
  readonly #orders: Socket[] = [];

  /** @param start - starts one who gets this socket and calls `followOrders()` */
  hire(start: (orders: Socket) => void): void {
    const [ours, theirs] = socketpair();
    this.#orders.push(ours);
    start(theirs);
    theirs.close();
    toldBy(ours);
  }

  /** Has all work at once. Returns what each has to tell. */
  work(lengthMs: number): number[] {
    const deadlineNs = Float64Array.of(nowNs() + lengthMs * 1e6);
    for (const orders of this.#orders) orders.sendall(deadlineNs);
    return this.#orders.map(toldBy);
  }

  [Symbol.dispose](): void {
    for (const orders of this.#orders) orders.close();
  }
}

function toldBy(orders: Socket): number {
  const told = new Float64Array(1);
  if (orders.recvInto(told) === 0) throw new Error('one of the crew has ended');
  return told[0] as number;
}

/**
 * Their side. Returns when there will be no more orders.
 *
 * @param work - goes on until it is over, and returns what there is to tell
 */
export function followOrders(orders: Socket, work: (isOver: () => boolean) => number): void {
  orders.sendall(READY);
  const order = new Float64Array(1);
  while (orders.recvInto(order) > 0) {
    const deadlineNs = order[0] as number;
    orders.sendall(Float64Array.of(work(() => nowNs() >= deadlineNs)));
  }
  orders.close();
}
