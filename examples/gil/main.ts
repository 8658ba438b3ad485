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
import { isBusy, look, lookText, usualLook } from './quiet.js';
import { measure } from './rounds.js';
import { recordScenes } from './scenes.js';
import { startServer } from './server.js';
import { tableText } from './table.js';
import { chromeTrace } from './timeline/chromeTrace.js';
import { page } from './timeline/page.js';
import { inWords } from './words.js';

const EXIT_USAGE = 2;
const QUICK_SECONDS = 0.001;
const SLOW_SECONDS = 0.01;
const MS_PER_SECOND = 1000;

function run({ quick, rounds, html, trace }: Options): void {
  const machine = `Node ${process.versions.node}, ${availableParallelism()} cores`;
  const first = look();
  const state = isBusy(first) ? 'busy, and nothing is concluded if it stays so' : 'quiet';
  console.log(`${machine}. The machine is ${state}: ${lookText(first)}.`);
  const ports = { quick: startServer(QUICK_SECONDS), slow: startServer(SLOW_SECONDS) };
  const scenes = recordScenes(ports);
  writeFileSync(html, page(scenes, machine));
  if (trace !== undefined) writeFileSync(trace, chromeTrace(scenes));

  const experiments = [
    cpuExperiment(quick),
    ioExperiment(ports.slow, quick),
    convoyExperiment(ports.quick),
  ];
  const beganMs = performance.now();
  const { columns, looks } = measure(experiments, ports, rounds, quick, (round) => {
    const secondsPerRound = (performance.now() - beganMs) / MS_PER_SECOND / round;
    const leftSeconds = (rounds - round) * secondsPerRound;
    if (leftSeconds > 0)
      console.log(`Round ${round} of ${rounds}: ${leftSeconds.toFixed(0)} s left`);
  });
  const [[, figures]] = columns;
  const kind = rounds === 1 ? 'Each measured once' : `Medians of ${rounds} rounds`;
  const words = inWords(experiments, figures, usualLook([first, ...looks]));
  console.log(`\n${kind}:\n\n${tableText(experiments, columns)}${words}`);
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
