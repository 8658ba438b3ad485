// Measures this package against raw C, Python and Node itself, and prints the ratios.
// npm run bench -- [--only PATTERN] [--rounds N] [--json FILE]
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { type Case, cases } from './cases/index.js';
import { type Options, parseOptions } from './options.js';
import { Toolchain } from './peers/index.js';
import { type Comparison, formatTable } from './report/index.js';
import { runRounds } from './rounds/index.js';

const EXIT_USAGE = 2;
const EXIT_INTERRUPTED = 130;

type Figures = Map<string, number[]>;

function compare(
  { name, unit = 'ns', constants = {}, comparisons }: Case,
  figures: Figures,
  rounds: number,
): Comparison[] {
  const figuresOf = (label: string) => {
    const constant = constants[label];
    if (constant !== undefined) return new Array<number>(rounds).fill(constant);
    return figures.get(label) ?? null;
  };
  return comparisons.map((comparison) => ({
    ...comparison,
    name,
    unit,
    oursFigures: figuresOf(comparison.ours),
    peerFigures: figuresOf(comparison.peer),
  }));
}

async function main({ only, rounds, json }: Options): Promise<void> {
  const chosen = cases.filter(({ name }) => only.test(name));
  if (chosen.length === 0) throw new RangeError(`no case's name matches ${only}`);
  const toolchain = new Toolchain();
  process.once('exit', () => toolchain[Symbol.dispose]());
  process.once('SIGINT', () => process.exit(EXIT_INTERRUPTED));
  const comparisons: Comparison[] = [];
  for (const [index, each] of chosen.entries()) {
    process.stderr.write(`${index + 1}/${chosen.length}  ${each.name}\n`);
    try {
      const figures = await runRounds(each.contenders, rounds, toolchain.commandOf);
      comparisons.push(...compare(each, figures, rounds));
    } catch (error) {
      console.error(`${each.name} failed:`, error);
      process.exitCode = 1;
    }
  }
  const machine = `${cpus()[0]?.model}, ${process.platform}, Node ${process.version}`;
  process.stdout.write(`\n${machine}; medians of ${rounds} rounds\n\n${formatTable(comparisons)}`);
  if (json !== undefined) {
    writeFileSync(json, `${JSON.stringify({ machine, rounds, comparisons }, null, 2)}\n`);
  }
}

try {
  await main(parseOptions(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = EXIT_USAGE;
}
