/**
 * Calls close to the end of the stack. To be run with a small stack: arguments fill it.
 */

const WORD = 8;

let callee;

function call() {
  return callee();
}

/** Calls a function with so many bytes of the stack used up before. */
function below(bytes, fn) {
  callee = fn;
  return Reflect.apply(call, null, new Array(Math.floor(bytes / WORD)).fill(0));
}

function nothing() {}

/** How many bytes can be used up for a function that does nothing to be called. */
function findEdge() {
  let fits = 0;
  let overflows = 2 ** 19;
  while (overflows - fits > WORD) {
    const middle = Math.floor((fits + overflows) / 2);
    try {
      below(middle, nothing);
      fits = middle;
    } catch {
      overflows = middle;
    }
  }
  return fits;
}

below(0, nothing);
const edge = findEdge();

/** Calls a function with so many bytes of the stack left. */
export function withLeft(bytes, fn) {
  // What does this is compiled, whatever else may not be.
  below(0, nothing);
  return below(edge - bytes, fn);
}
