/**
 * A run of the benchmark, from what was asked for to the reports.
 */
import { advise } from './advice/index.js';
import { casesOf, needsPeers } from './cases/index.js';
import type { Effort } from './effort.js';
import { type Files, writeFiles } from './files.js';
import { Interrupt } from './interrupt.js';
import { measure } from './measure.js';
import { notesOn } from './notes.js';
import { Toolchain } from './peers/index.js';
import { formatMachine, formatReport } from './report/index.js';
import type { Backend, Machine, Results } from './results/index.js';
import { scopeOf } from './scope.js';
import { UsageError } from './usageError.js';

const EXIT_FAILED = 1;
const MS_PER_SECOND = 1000;

export interface BenchmarkRequest {
  readonly machine: Machine;
  readonly effort: Effort;
  /** null for all that there are. */
  readonly backends: readonly Backend[] | null;
  /** Of the cases, those with such a name. */
  readonly only: RegExp;
  readonly peers: boolean;
  readonly options: string[];
  readonly files: Files;
}

/**
 * @returns the exit code
 * @throws UsageError if what was asked for cannot be measured here
 */
export async function benchmark(request: BenchmarkRequest): Promise<number> {
  const { machine, effort, only, peers, files } = request;
  const { scope, notes } = scopeOf(effort, machine, request.backends, peers);
  const cases = casesOf(effort.suites, scope).filter(({ name }) => only.test(name));
  if (cases.length === 0) throw new UsageError(whyNothing(effort, peers));
  process.stdout.write(formatMachine(machine, notes));

  const startedAt = new Date();
  using interrupt = new Interrupt();
  using toolchain = new Toolchain();
  const measured = await measure(cases, effort, toolchain.commandOf, interrupt.signal);
  const results: Results = {
    schemaVersion: 1,
    startedAt: startedAt.toISOString(),
    durationSeconds: (Date.now() - startedAt.getTime()) / MS_PER_SECOND,
    options: request.options,
    complete: measured.leftOut.length === 0 && measured.failures.length === 0,
    rounds: effort.rounds,
    machine,
    notes: [...notes, ...notesOn(measured, machine)],
    advice: advise(
      measured.cases,
      machine.backends.find(({ isDefault }) => isDefault)?.name ?? null,
    ),
    cases: measured.cases,
  };
  // Before the report: whoever reads that may have read enough, which ends the process.
  const written = await writeFiles(results, files);
  process.stdout.write(formatReport(results));
  let isWhole = measured.failures.length === 0 && measured.cases.length > 0;
  for (const { path, error } of written) {
    if (error === undefined) {
      console.log(`Written: ${path}`);
    } else {
      console.error(`${path} cannot be written: ${error.message}`);
      isWhole = false;
    }
  }
  return interrupt.exitCode ?? (isWhole ? 0 : EXIT_FAILED);
}

function whyNothing({ suites }: Effort, peers: boolean): string {
  return suites.every(needsPeers) && !peers
    ? `${suites.join(' and ')}: measured with --peers only`
    : 'nothing that can be measured fits these options';
}
