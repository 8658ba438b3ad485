import type { Progress } from './progress.js';

/** Where nobody looks on, as in a log. */
export function progressLines(cases: number): Progress {
  let begun = 0;
  const say = (line: string) => console.error(line);
  return {
    begin(name) {
      begun++;
      say(`${begun}/${cases}  ${name}`);
    },
    advance() {},
    say,
    [Symbol.dispose]() {},
  };
}
