/**
 * An operation at many distances from the end of the stack. A stack overflow must leave everything as
 * it was before the operation or after it.
 */
import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { openDescriptors } from '../../support/openDescriptors.mjs';
import { withLeft } from './edge.mjs';

const KILOBYTE = 1024;

/** More than the package wants to have left, and than V8 wants to compile something. */
const FAR = 108 * KILOBYTE;
const NEAR = 6 * KILOBYTE;

function* steps(from, to, step) {
  for (let left = from; left < to; left += step) yield left;
}

/** Where the package begins to refuse, with more or less to follow. */
function* thresholds(step) {
  for (const threshold of [64, 80, 96]) {
    yield* steps(threshold * KILOBYTE, (threshold + 4) * KILOBYTE, step);
  }
}

const show = (state) => inspect(state, { depth: 9, breakLength: Infinity });

export const counts = { done: 0, overflows: 0, undone: 0 };

function attempt(operation, left, after) {
  if (operation.isCold) globalThis.gc();
  const descriptors = openDescriptors();
  const it = operation.make();
  const where = `${operation.name}, ${left} bytes from the end of the stack`;
  const before = show(it.state());
  let error;
  try {
    withLeft(left, it.run);
    counts.done++;
  } catch (thrown) {
    assert(thrown instanceof RangeError, `${where}: ${inspect(thrown)}`);
    error = thrown;
    counts.overflows++;
  }
  const now = show(it.state());
  const isUndone = error !== undefined && now === before;
  if (isUndone) counts.undone++;
  else if (!after.has(now)) assert.fail(`${where}: ${before} became ${now}: ${error?.stack}`);
  if (isUndone) {
    it.run();
    const then = show(it.state());
    assert(after.has(then), `${where}: the second time ${before} became ${then}`);
  }
  it.close?.();
  assert.equal(openDescriptors(), descriptors, `${where}: descriptors`);
}

/** The states that the operation leads to. */
function outcomes(operation) {
  const after = new Set();
  for (let time = 0; time < 3; time++) {
    const it = operation.make();
    it.run();
    after.add(show(it.state()));
    it.close?.();
  }
  return after;
}

/**
 * @param operation - `make()` gives what it is about: `run()` does it, `state()` describes all that can
 *   be seen, `close()` ends it
 */
export function scan(operation) {
  const { coarse = 1 } = operation;
  const after = outcomes(operation);
  // Everything is to be compiled again, for which V8 wants 40 kilobytes to be left.
  globalThis.gc();
  for (const left of steps(39.5 * KILOBYTE, 46 * KILOBYTE, 72 * coarse))
    attempt(operation, left, after);
  for (const left of steps(0, NEAR, 40 * coarse)) attempt(operation, left, after);
  for (const left of thresholds(250 * coarse)) attempt(operation, left, after);
  if (coarse > 1) return;
  for (let time = 0; time < 500; time++) {
    const it = operation.make();
    it.run();
    it.close?.();
  }
  for (const left of steps(0, NEAR, 40)) attempt(operation, left, after);
  for (const left of steps(NEAR, FAR, 3000)) attempt(operation, left, after);
}

export function scanAll(operations) {
  for (const operation of operations) scan(operation);
  console.log(JSON.stringify(counts));
}
