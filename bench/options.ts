import { parseArgs } from 'node:util';

export interface Options {
  only: RegExp;
  rounds: number;
  json: string | undefined;
}

const DEFAULT_ROUNDS = '7';

export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', default: '' },
      rounds: { type: 'string', default: DEFAULT_ROUNDS },
      json: { type: 'string' },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new RangeError(`--rounds ${values.rounds}: expected a number of rounds, at least 1`);
  }
  return { only: new RegExp(values.only, 'i'), rounds, json: values.json };
}
