import { Child } from './child.js';
import type { Contender, Program } from './program.js';

/** The command that starts a program; null when this machine cannot run it. */
export type CommandOf = (program: Program) => Promise<[string, ...string[]] | null>;

/** Let the JIT compilers, the caches and the children's choice of a round's length settle. */
const WARM_UP_ROUNDS = 2;

/**
 * Every contender's figure of every round. All of them are alive from the first round to the
 * last and take turns, A B C A B C. One that cannot run here has no entry.
 */
export async function runRounds(
  contenders: Readonly<Record<string, Contender>>,
  rounds: number,
  commandOf: CommandOf,
): Promise<Map<string, number[]>> {
  const children: Child[] = [];
  const start = (command: readonly [string, ...string[]]): Child => {
    const child = new Child(command);
    children.push(child);
    return child;
  };
  try {
    const answerers = new Map<string, Child>();
    for (const [label, { program, load }] of Object.entries(contenders)) {
      const command = await commandOf(program);
      const loadCommand = load && (await commandOf(load));
      if (command === null || loadCommand === null) continue;
      const child = start(command);
      if (loadCommand === undefined) {
        answerers.set(label, child);
        continue;
      }
      const { port, pid } = await child.answer<{ port: number; pid: number }>();
      answerers.set(label, start([...loadCommand, String(port), String(pid)]));
    }
    const figures = new Map([...answerers.keys()].map((label) => [label, [] as number[]]));
    for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
      for (const [label, child] of answerers) {
        const figure = await child.round();
        if (round >= 0) figures.get(label)?.push(figure);
      }
    }
    return figures;
  } finally {
    for (const child of children.reverse()) await child[Symbol.asyncDispose]();
  }
}
