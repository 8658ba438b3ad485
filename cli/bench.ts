/**
 * The command line of the benchmark. What it takes to run it is loaded only then.
 */
import { Command, Option } from 'commander';
import { EFFORTS, type Effort } from '../bench/effort.js';
import { BACKENDS, type Backend, SUITES, type Suite } from '../bench/results/names.js';
import type { Machine } from '../bench/results/schema.js';
import { UsageError } from '../bench/usageError.js';
import { activity, integer, listOf, oneOf, pattern, writableFile } from './options.js';

interface Flags {
  quick?: true;
  full?: true;
  backends?: Backend[];
  fds?: number[];
  active?: string[];
  connections?: number[];
  suite?: Suite[];
  only?: RegExp;
  rounds?: number;
  peers?: true;
  json?: string;
  html?: string;
  svg?: string;
  compare?: string[];
}

/** What makes no sense where nothing is measured. */
const MEASURING: (keyof Flags)[] = [
  'quick',
  'full',
  'backends',
  'fds',
  'active',
  'connections',
  'suite',
  'only',
  'rounds',
  'peers',
  'json',
  'html',
  'svg',
];

const EPILOGUE = `
Figures are medians of rounds that all contenders take by turns, each in a process of its own. Ctrl-C
ends it early and reports what is finished. Exits with 0, with 1 if something has failed, with 2 for
options that make no sense, with 130 after Ctrl-C.

Which backend suits a server of 500 connections:
  selectors-ts bench --suite wait,echo --fds 500 --connections 500
What a new version has changed:
  selectors-ts bench --compare before.json after.json`;

/** @param describeMachine - called when something is to be measured */
export function benchCommand(describeMachine: () => Promise<Machine>): Command {
  return new Command('bench')
    .summary('find the best backend for this machine and load')
    .description('Measures which of select, poll, epoll and kqueue is best here, for which load.')
    .addOption(new Option('--quick', 'be done within a minute').conflicts('full'))
    .option('--full', 'take more points and more rounds')
    .option('--backends <names>', `some of ${BACKENDS.join(', ')}`, listOf(oneOf(BACKENDS)))
    .option(
      '--fds <numbers>',
      'descriptors registered, in pairs: 10,1000',
      listOf(integer(2, 10_000_000)),
    )
    .option('--active <shares>', 'how many are ready: 1,10%,all', listOf(activity))
    .option('--connections <numbers>', 'of echo and chat', listOf(integer(1, 1_000_000)))
    .option('--suite <names>', `some of ${SUITES.join(', ')}`, listOf(oneOf(SUITES)))
    .option('--only <pattern>', 'cases whose name matches this regular expression', pattern)
    .option('--rounds <number>', 'of each case', integer(1, 10_000))
    .option('--peers', 'measure C, Python and Node itself too, where they are installed')
    .option('--json <file>', 'write every round of every figure', writableFile)
    .option('--html <file>', 'write a page with charts', writableFile)
    .option('--svg <file>', 'write the chart of waits alone', writableFile)
    .addOption(
      new Option(
        '--compare <files...>',
        'measure nothing: print the ratios between two JSON files',
      ).conflicts(MEASURING),
    )
    .addHelpText('after', EPILOGUE)
    .action(async (flags: Flags, command: Command) => {
      process.exitCode = await run(flags, command, describeMachine);
    });
}

async function run(
  flags: Flags,
  command: Command,
  describeMachine: () => Promise<Machine>,
): Promise<number> {
  try {
    if (flags.compare !== undefined) {
      const { compare } = await import('../bench/compare.js');
      return compare(flags.compare);
    }
    requireDifferentFiles(flags);
    const { benchmark } = await import('../bench/main.js');
    return await benchmark({
      machine: await describeMachine(),
      effort: effortOf(flags),
      backends: flags.backends ?? null,
      only: flags.only ?? /(?:)/,
      peers: flags.peers ?? false,
      options: process.argv.slice(3),
      files: flags,
    });
  } catch (error) {
    if (error instanceof UsageError) command.error(`error: ${error.message}`);
    throw error;
  }
}

/** What is given on its own takes the place of what the effort would take. */
function effortOf(flags: Flags): Effort {
  const effort: Effort = EFFORTS[flags.quick ? 'quick' : flags.full ? 'full' : 'standard'];
  return {
    ...effort,
    registered: flags.fds ?? effort.registered,
    activities: flags.active ?? effort.activities,
    connections: flags.connections ?? effort.connections,
    suites: flags.suite ?? effort.suites,
    rounds: flags.rounds ?? effort.rounds,
  };
}

function requireDifferentFiles({ json, html, svg }: Flags): void {
  const paths = [json, html, svg].filter((path) => path !== undefined);
  if (new Set(paths).size === paths.length) return;
  throw new UsageError('--json, --html and --svg: expected different files');
}
