import type { Socket } from 'selectors-ts/socket';
import type { Gil } from 'selectors-ts/threading';
import { followOrders } from './crew.js';

const ROUNDS_PER_STEP = 5000;

let x = 1;

/** Some 20 µs of computing. */
export function computeStep(): void {
  for (let round = 0; round < ROUNDS_PER_STEP; round++) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
  }
}

/** A thread's or a process's work: tells how many steps it has computed. */
export function computeToOrder(orders: Socket, gil: Gil | null): void {
  followOrders(orders, (isOver) => {
    let steps = 0;
    for (; !isOver(); steps++) {
      computeStep();
      gil?.checkpoint();
    }
    return steps;
  });
}
