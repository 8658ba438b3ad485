/** Rounds until the time is up, and what they have left behind. */
import { figures } from '../growth/figures.js';
import { judge } from '../growth/judge.js';
import { type Sample, takeSample } from '../growth/sample.js';
import { table } from '../growth/table.js';
import { backends } from '../servers/backends.js';
import { Interrupt } from './interrupt.js';
import type { Options } from './options.js';
import { Progress } from './progress.js';
import { Random } from './random.js';
import { round } from './round.js';
import { type Tally, tallyText } from './tally.js';
import { openWorld, type World } from './world.js';

const EXIT_FAILED = 1;
const LONGEST_ROUND_MS = 60_000;
const MS_PER_MINUTE = 60_000;

/** @returns the exit code. The servers are there until the process exits with it. */
export async function soak({ minutes, rounds, seed, fault }: Options): Promise<number> {
  const interrupt = new Interrupt();
  const length = rounds === undefined ? `${minutes} minutes` : `${rounds} rounds`;
  console.log(`${length} on ${backends.join(', ')}; --seed ${seed}`);
  const world = await openWorld(fault, fail);
  const random = new Random(seed);
  const samples: Sample[] = [];
  const progress = new Progress();
  const startMs = performance.now();
  const pastMinutes = () => (performance.now() - startMs) / MS_PER_MINUTE;
  const share = () => (rounds === undefined ? pastMinutes() / minutes : samples.length / rounds);
  while (share() < 1 && interrupt.exitCode === null) {
    const sample = await sampleAfterRound(world, random, samples.at(-1));
    samples.push(sample);
    progress.update(share(), world.tally, sample);
  }
  progress.stop();
  const isSteady = report(samples, world.tally, pastMinutes());
  return interrupt.exitCode ?? (isSteady ? 0 : EXIT_FAILED);
}

async function sampleAfterRound(
  world: World,
  random: Random,
  previous: Sample | undefined,
): Promise<Sample> {
  const timer = setTimeout(() => {
    fail(`A round has not come to its end. Under way: ${world.pending.names.join('; ')}`);
  }, LONGEST_ROUND_MS);
  await round(world, random);
  const sample = await takeSample(world.servers, previous);
  clearTimeout(timer);
  return sample;
}

/** @returns whether nothing has leaked */
function report(samples: readonly Sample[], tally: Tally, minutes: number): boolean {
  const judgements = figures.map((figure) => judge(figure, samples));
  console.log(`\n${table(judgements, samples.length / minutes)}`);
  console.log(tallyText(tally));
  return judgements.every(({ isLeak }) => isLeak === false);
}

function fail(error: unknown): void {
  console.error(error);
  process.exit(EXIT_FAILED);
}
