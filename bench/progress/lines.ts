import type { Progress } from './progress.js';

/** Where nobody looks on, as in a log. */
export function progressLines(cases: number): Progress {
  let begun = 0;
  return {
    begin(name) {
      begun++;
      console.error(`${begun}/${cases}  ${name}`);
    },
    advance() {},
    [Symbol.dispose]() {},
  };
}
