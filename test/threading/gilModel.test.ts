/**
 * Random sequences of calls on two Gils, beside a model of what one thread may do with them.
 */
import fc from 'fast-check';
import { Gil, RuntimeError } from 'selectors-ts/threading';
import { expect, test } from 'vitest';

type Name = 'acquire' | 'acquireNow' | 'release' | 'checkpoint' | 'throw' | 'run' | 'allowThreads';

interface Operation {
  readonly name: Name;
  /** Which Gil, and which of the objects for it. */
  readonly gil: 0 | 1;
  readonly object: 0 | 1;
  /** For `run` and `allowThreads`. */
  readonly inside: readonly Operation[];
}

class Intended extends Error {}

const { operations } = fc.letrec<{ operation: Operation; operations: Operation[] }>((tie) => ({
  operation: fc.record({
    name: fc.constantFrom<Name[]>(
      ...(['acquire', 'acquireNow', 'release', 'checkpoint'] as const),
      ...(['throw', 'run', 'run', 'allowThreads', 'allowThreads'] as const),
    ),
    gil: fc.constantFrom(0, 1),
    object: fc.constantFrom(0, 1),
    inside: fc.oneof({ maxDepth: 3 }, fc.constant([]), tie('operations')),
  }),
  operations: fc.array(tie('operation'), { maxLength: 6 }),
}));

/** What one thread holds, by the rules. */
class Model {
  held: number | null = null;

  perform({ name, gil }: Operation, inside: () => void): void {
    switch (name) {
      case 'acquire':
      case 'acquireNow':
        this.#require(null);
        this.held = gil;
        break;
      case 'release':
        this.#require(gil);
        this.held = null;
        break;
      case 'throw':
        throw new Intended();
      case 'run':
        this.#run(gil, inside);
        break;
      case 'allowThreads':
        this.#require(gil);
        this.held = null;
        try {
          inside();
        } finally {
          if (this.held === null) this.held = gil;
          this.#require(gil);
        }
    }
  }

  #run(gil: number, inside: () => void): void {
    if (this.held === gil) {
      inside();
      return;
    }
    this.#require(null);
    this.held = gil;
    try {
      inside();
    } finally {
      if (this.held === gil) this.held = null;
    }
  }

  #require(held: number | null): void {
    if (this.held !== held) throw new RuntimeError();
  }
}

const calls: Record<Name, (gil: Gil, inside: () => void) => void> = {
  acquire: (gil) => gil.acquire(),
  acquireNow: (gil) => gil.acquire(0),
  release: (gil) => gil.release(),
  checkpoint: (gil) => gil.checkpoint(),
  throw: () => {
    throw new Intended();
  },
  run: (gil, inside) => gil.run(inside),
  allowThreads: (gil, inside) => gil.allowThreads(inside),
};

type Outcome = [error: unknown, state: boolean[]];

/** Carries them out; what one throws is noted, and only what is meant to be thrown goes on. */
function execute(
  sequence: readonly Operation[],
  call: (operation: Operation, inside: () => void) => void,
  state: () => boolean[],
  outcomes: Outcome[],
): void {
  for (const operation of sequence) {
    let thrown: unknown = null;
    try {
      call(operation, () => execute(operation.inside, call, state, outcomes));
    } catch (error) {
      thrown = error;
    }
    outcomes.push([(thrown as object | null)?.constructor, state()]);
    if (operation.name === 'throw') throw thrown;
  }
}

function outcomesOf(
  sequence: readonly Operation[],
  call: (operation: Operation, inside: () => void) => void,
  state: () => boolean[],
): Outcome[] {
  const outcomes: Outcome[] = [];
  try {
    execute(sequence, call, state, outcomes);
  } catch (error) {
    if (!(error instanceof Intended)) throw error;
  }
  return outcomes;
}

test('one thread, any sequence of calls', () => {
  fc.assert(
    fc.property(operations, (sequence) => {
      const gils = [new Gil(), new Gil()];
      const objects = gils.map((gil) => [gil, Gil.from(gil.handle)]);
      const ours = outcomesOf(
        sequence,
        ({ name, gil, object }, inside) => calls[name](objects[gil]?.[object] as Gil, inside),
        () => objects.flat().flatMap(({ held, locked }) => [held, locked]),
      );
      for (const gil of gils) if (gil.held) gil.release();

      const model = new Model();
      const expected = outcomesOf(
        sequence,
        (operation, inside) => model.perform(operation, inside),
        () => [0, 0, 1, 1].flatMap((gil) => [model.held === gil, model.held === gil]),
      );
      expect(ours).toEqual(expected);
    }),
    { numRuns: 1_000, seed: 20261122 },
  );
});
