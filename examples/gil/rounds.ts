import { pythonRound } from './python.js';
import { type Look, look } from './quiet.js';
import type { Column, Experiment } from './table.js';

export interface Measured {
  /** Here, and in CPython. */
  readonly columns: readonly [Column, Column];
  /** Before each round. */
  readonly looks: readonly Look[];
}

/**
 * Does all experiments in turn, here and in CPython, several times: what disturbs the machine for a while disturbs
 * all of them.
 *
 * @param ports - of the servers that answer quickly and slowly
 * @param onRound - called after each round with its number, from 1
 */
export function measure(
  experiments: readonly Experiment[],
  ports: { quick: number; slow: number },
  rounds: number,
  isQuick: boolean,
  onRound: (round: number) => void,
): Measured {
  const rows = experiments.flatMap(({ rows }) => rows);
  const here = new Map<string, number[]>();
  const inPython = new Map<string, number[]>();
  const looks: Look[] = [];
  let python = 'no python3 here';
  for (let round = 1; round <= rounds; round++) {
    looks.push(look());
    add(
      here,
      rows.map(({ key, measure }) => [key, measure()]),
    );
    const answer = pythonRound(ports, isQuick);
    if (answer !== null) {
      python = answer.version;
      add(inPython, Object.entries(answer.seconds));
    }
    onRound(round);
  }
  return {
    columns: [
      ['here', here],
      [python, inPython],
    ],
    looks,
  };
}

function add(figures: Map<string, number[]>, round: Array<[key: string, seconds: number]>): void {
  for (const [key, seconds] of round) {
    figures.set(key, [...(figures.get(key) ?? []), seconds]);
  }
}
