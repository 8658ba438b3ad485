import { randomInt } from 'node:crypto';
import { Command, InvalidArgumentError, Option } from 'commander';
import { FAULTS, type Fault } from '../servers/faults.js';

export interface Options {
  readonly minutes: number;
  /** Instead of minutes. */
  readonly rounds: number | undefined;
  readonly seed: number;
  readonly fault: readonly Fault[];
}

const EPILOGUE = `
It fails when a byte is lost or changed, when anything throws or hangs for a minute, and when descriptors,
threads or memory grow for as long as it lasts. Ctrl-C ends it after the round that is under way, twice at once.

Faults, to see it fail:
${Object.entries(FAULTS)
  .map(([name, what]) => `  ${name.padEnd(8)} ${what}`)
  .join('\n')}`;

/** Exits if the arguments make no sense. */
export function parseOptions(): Options {
  return new Command('soak')
    .description('Servers on every backend, their clients and their threads, for minutes.')
    .option('--minutes <number>', 'how long', positive, 5)
    .addOption(
      new Option('--rounds <number>', 'how long instead, in rounds of half a second or so')
        .argParser(positive)
        .conflicts('minutes'),
    )
    .option(
      '--seed <number>',
      'of the random choices (a random one)',
      positive,
      randomInt(1, 2 ** 31),
    )
    .addOption(
      new Option('--fault <names...>', 'faults to make on purpose')
        .choices(Object.keys(FAULTS))
        .default([]),
    )
    .addHelpText('after', EPILOGUE)
    .parse()
    .opts<Options>();
}

function positive(text: string): number {
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('expected a number above 0');
}
