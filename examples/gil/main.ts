/**
 * What a GIL does to threads, as figures and as a picture. `npm run gil -- --help`
 *
 * In the order in which to read it: `cpu.ts`, `io.ts` and `convoy.ts` are the experiments, what their
 * threads and processes do is in `cpuThread.ts`, `cpuProcess.ts` and `ioThread.ts`; `peer.py` is the
 * same in Python. `scenes.ts` records what `timeline/` draws.
 */
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { convoyExperiment } from './convoy.js';
import { cpuExperiment } from './cpu.js';
import { ioExperiment } from './io.js';
import { HELP, type Options, parseOptions } from './options.js';
import { pythonColumn } from './python.js';
import { recordScenes } from './scenes.js';
import { startServer } from './server.js';
import { measure, tableText } from './table.js';
import { chromeTrace } from './timeline/chromeTrace.js';
import { page } from './timeline/page.js';
import { inWords } from './words.js';

const EXIT_USAGE = 2;
const QUICK_SECONDS = 0.001;
const SLOW_SECONDS = 0.01;
const TIMES = 5;

function run({ quick, html, trace }: Options): void {
  const machine = `Node ${process.versions.node}, ${availableParallelism()} cores`;
  const ports = { quick: startServer(QUICK_SECONDS), slow: startServer(SLOW_SECONDS) };
  const scenes = recordScenes(ports);
  writeFileSync(html, page(scenes, machine));
  if (trace !== undefined) writeFileSync(trace, chromeTrace(scenes));

  console.log(
    `${machine}. ${quick ? 'Each measured once' : `Medians of ${TIMES}, in half a minute`}.\n`,
  );
  const experiments = [
    cpuExperiment(quick),
    ioExperiment(ports.slow, quick),
    convoyExperiment(ports.quick),
  ];
  const figures = measure(experiments, quick ? 1 : TIMES);
  const columns = [['here', figures] as const, pythonColumn(ports, quick)];
  console.log(tableText(experiments, columns) + inWords(experiments, figures));
  console.log(`Who had the GIL, as a picture for the browser: ${resolve(html)}`);
  if (trace !== undefined) console.log(`The same for https://ui.perfetto.dev: ${resolve(trace)}`);
}

/** What the arguments ask for, if that makes sense and the files can be written. */
function prepare(): Options | null {
  try {
    const options = parseOptions(process.argv.slice(2));
    if (options.help) return options;
    for (const file of [options.html, options.trace ?? options.html])
      closeSync(openSync(file, 'a'));
    return options;
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = EXIT_USAGE;
    return null;
  }
}

const options = prepare();
if (options?.help) process.stdout.write(HELP);
else if (options !== null) run(options);
