import { FEWEST_ROUNDS } from '../statistics/index.js';
import { Child } from './child.js';
import type { Figures } from './figures.js';
import type { Contender, Program } from './program.js';

/** What starts a program. */
export type Command = [string, ...string[]];

/** Turns a program into a command; if this machine cannot run it, says why. */
export type CommandOf = (program: Program) => Promise<Command | { absent: string }>;

/** What a contender has measured, round by round, or why it has not. */
export type Outcome = { rounds: Figures[] } | { absent: string } | { error: Error };

export interface RoundsOptions {
  readonly rounds: number;
  readonly roundMs: number;
  /** To let JIT compilers, caches, and the children's choice of a round's length settle. */
  readonly warmUpRounds: number;
  /** Ends it all at once: runRounds() throws the reason. */
  readonly signal: AbortSignal;
  /** By performance.now(). Past it, as many rounds are enough as can be ranked. */
  readonly deadlineMs?: number;
  /** Called after each round of all contenders. */
  readonly onRound?: () => void;
}

/**
 * Every contender's figures of every round. All of them are alive from the first round to the last and
 * take turns, A B C A B C. One that fails drops out; the others go on.
 */
export async function runRounds(
  contenders: Readonly<Record<string, Contender>>,
  { rounds, roundMs, warmUpRounds, signal, deadlineMs, onRound }: RoundsOptions,
  commandOf: CommandOf,
): Promise<Map<string, Outcome>> {
  signal.throwIfAborted();
  await using crew = new Crew(commandOf, signal);
  const outcomes = new Map<string, Outcome>();
  const runners = new Map<string, Runner>();
  for (const [label, contender] of Object.entries(contenders)) {
    signal.throwIfAborted();
    try {
      const runner = await crew.start(contender);
      if ('absent' in runner) outcomes.set(label, runner);
      else {
        runners.set(label, runner);
        outcomes.set(label, { rounds: [] });
      }
    } catch (error) {
      outcomes.set(label, { error: error as Error });
    }
  }
  for (let round = -warmUpRounds; round < rounds; round++) {
    if (round >= FEWEST_ROUNDS && performance.now() >= (deadlineMs ?? Number.POSITIVE_INFINITY))
      break;
    for (const [label, runner] of runners) {
      try {
        const figures = await runner.round(roundMs);
        const outcome = outcomes.get(label);
        if (round >= 0 && outcome && 'rounds' in outcome) outcome.rounds.push(figures);
      } catch (error) {
        signal.throwIfAborted();
        outcomes.set(label, { error: error as Error });
        runners.delete(label);
      }
    }
    onRound?.();
  }
  signal.throwIfAborted();
  return outcomes;
}

interface Runner {
  round(roundMs: number): Promise<Figures>;
}

/** The processes of a case, none of which outlives it, or this process. */
class Crew implements AsyncDisposable {
  readonly #commandOf: CommandOf;
  readonly #signal: AbortSignal;
  readonly #children: Child[] = [];
  readonly #kill = (): void => {
    for (const child of this.#children) child.kill();
  };

  constructor(commandOf: CommandOf, signal: AbortSignal) {
    this.#commandOf = commandOf;
    this.#signal = signal;
    signal.addEventListener('abort', this.#kill);
    process.on('exit', this.#kill);
  }

  async start({ program, load }: Contender): Promise<Runner | { absent: string }> {
    const command = await this.#commandOf(program);
    if ('absent' in command) return command;
    if (load === undefined) {
      const child = this.#run(command);
      return { round: (roundMs) => child.ask(roundMs) };
    }
    const loadCommand = await this.#commandOf(load);
    if ('absent' in loadCommand) return loadCommand;
    const server = this.#run(command);
    const { port, pid } = await server.answer<{ port: number; pid: number }>();
    const client = this.#run([...loadCommand, String(port), String(pid)]);
    return { round: (roundMs) => loadedRound(server, client, roundMs) };
  }

  #run(command: Command): Child {
    const child = new Child(command);
    this.#children.push(child);
    if (this.#signal.aborted) child.kill();
    return child;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#children.reverse()) await child[Symbol.asyncDispose]();
    this.#signal.removeEventListener('abort', this.#kill);
    process.off('exit', this.#kill);
  }
}

async function loadedRound(server: Child, load: Child, roundMs: number): Promise<Figures> {
  const cpuNs = async () => (await server.ask<{ cpuNs: number }>('cpu')).cpuNs;
  const beforeNs = await cpuNs();
  const { messages, ...figures } = await load.ask<Figures>(roundMs);
  return messages ? { cpu: ((await cpuNs()) - beforeNs) / messages, ...figures } : figures;
}
