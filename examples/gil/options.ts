import { parseArgs } from 'node:util';

export interface Options {
  readonly help: boolean;
  /** Smaller experiments, each done once. */
  readonly quick: boolean;
  readonly html: string;
  readonly trace: string | undefined;
}

export const HELP = `npm run gil -- [options]

The classic experiments on a GIL, in one table, with CPython's figures beside them if there is a
python3; and a picture of who had the GIL and who waited for it.

  --html FILE   where to put the picture, a page for the browser (gil-timeline.html)
  --trace FILE  put it into this file too, for https://ui.perfetto.dev or chrome://tracing
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
      html: { type: 'string', default: 'gil-timeline.html' },
      trace: { type: 'string' },
    },
  });
  return { ...values, trace: values.trace };
}
