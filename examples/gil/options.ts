import { parseArgs } from 'node:util';

export interface Options {
  readonly help: boolean;
  /** Smaller experiments. */
  readonly quick: boolean;
  /** How often to do them. */
  readonly rounds: number;
  readonly html: string;
  readonly trace: string | undefined;
}

const ROUNDS = 5;

export const HELP = `npm run gil -- [options]

The classic experiments on a GIL, in one table, with CPython's figures beside them if there is a
python3; and a picture of who had the GIL and who waited for it.

  --html FILE   where to put the picture, a page for the browser (gil-timeline.html)
  --trace FILE  put it into this file too, for https://ui.perfetto.dev or chrome://tracing
  --rounds N    do each experiment N times (5); more rounds show better what is noise
  --quick       smaller experiments, each done once: rough figures in a few seconds
  --help        this
`;

/** @throws TypeError that says what is wrong with the arguments */
export function parseOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      help: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      html: { type: 'string', default: 'gil-timeline.html' },
      trace: { type: 'string' },
    },
  });
  const rounds = Number(values.rounds ?? (values.quick ? 1 : ROUNDS));
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new TypeError(`--rounds: expected a number from 1 on, not ${values.rounds}`);
  }
  return { ...values, rounds, trace: values.trace };
}
