import { describe, expect, it } from 'vitest';
import type { Figure } from './growth/figures.js';
import { judge } from './growth/judge.js';
import type { Sample } from './growth/sample.js';
import { Random } from './run/random.js';

const ROUNDS = 90;
/** Of each kind of noise. */
const SERIES = 300;
const AMPLITUDE = 20;

const figure: Figure = {
  name: 'anything',
  unit: '',
  of: ({ descriptors }) => descriptors,
  toleratedPerRound: 1,
  toleratedOnce: 60,
};

type Noise = (random: Random) => (round: number) => number;

/** From -1 to 1. */
function uniform(random: Random): number {
  return random.integer(-1000, 1000) / 1000;
}

const noises: Record<string, Noise> = {
  none: () => () => 0,
  independent: (random) => () => AMPLITUDE * uniform(random),
  'with a memory': (random) => {
    let level = 0;
    return () => {
      level = 0.8 * level + AMPLITUDE * 0.6 * uniform(random);
      return level;
    };
  },
  'a peak now and then': (random) => () => (random.chance(0.05) ? 10 * AMPLITUDE : 0),
  'to and fro': () => (round) => AMPLITUDE * Math.sin(round / 5),
};

function leaksIn(count: number, seriesOf: (random: Random) => (round: number) => number): number {
  let leaks = 0;
  for (let seed = 1; seed <= count; seed++) {
    const valueAt = seriesOf(new Random(seed));
    const samples = Array.from({ length: ROUNDS }, (_, round) => ({ descriptors: valueAt(round) }));
    if (judge(figure, samples as Sample[]).isLeak) leaks++;
  }
  return leaks;
}

describe.each(Object.entries(noises))('with noise: %s', (_, noise) => {
  it('no growth is no leak', () => {
    expect(leaksIn(SERIES, noise)).toBe(0);
  });

  it('growth towards a bound is no leak', () => {
    const bounded: Noise = (random) => {
      const noiseAt = noise(random);
      return (round) => 400 * (1 - Math.exp(-round / 15)) + noiseAt(round);
    };
    expect(leaksIn(SERIES, bounded)).toBe(0);
  });

  it('one step is no leak', () => {
    const stepping: Noise = (random) => {
      const noiseAt = noise(random);
      const when = random.integer(0, ROUNDS);
      return (round) => (round < when ? 0 : 50) + noiseAt(round);
    };
    expect(leaksIn(SERIES, stepping)).toBe(0);
  });

  it('what grows with each round is a leak', () => {
    const leaking: Noise = (random) => {
      const noiseAt = noise(random);
      return (round) => 20 * round + noiseAt(round);
    };
    expect(leaksIn(SERIES, leaking)).toBe(SERIES);
  });
});

it('tells nothing of too few rounds', () => {
  const samples = Array.from({ length: 9 }, (_, round) => ({ descriptors: 100 * round }));
  expect(judge(figure, samples as Sample[]).isLeak).toBe(null);
});
