/**
 * What a run of the benchmark leaves: the JSON file, and what all reports are made from.
 * docs/benchmark.md describes it.
 */
import { z } from 'zod';
import { BACKENDS, SUITES, UNITS } from './names.js';

const backend = z.enum(BACKENDS);
const positive = z.number().positive();

const backendState = z.object({
  name: backend,
  available: z.boolean(),
  isDefault: z.boolean().describe('Whether DefaultSelector is this one.'),
  reason: z.string().optional().describe('Why it is not available.'),
});

const machine = z.object({
  system: z.string().describe('Name and release of the operating system, as for people.'),
  platform: z.string().describe('process.platform'),
  arch: z.string().describe('process.arch'),
  kernel: z.string().describe('Release of the kernel, uname -r.'),
  cpu: z.string().describe('Model of the processor.'),
  cores: positive.int().describe('Cores that this process may use.'),
  memoryBytes: positive,
  runtime: z.string().describe('Name and version, as "Node 20.20.2".'),
  nodeApi: z.string().describe('Version of Node-API.'),
  package: z.string().describe('Version of selectors-ts.'),
  binary: z.string().describe('The addon that was loaded, from the folder of the package.'),
  descriptorLimit: positive
    .int()
    .nullable()
    .describe('Descriptors that a process may have, ulimit -n; null if unlimited or unknown.'),
  fdSetSize: positive.int().nullable().describe('Above it plain select(2) takes no descriptor.'),
  loadAverage: z.number().nonnegative().describe('Of the last minute, when the run began.'),
  backends: z.array(backendState),
});

const metric = z.object({
  unit: z.enum(UNITS),
  better: z.enum(['lower', 'higher']),
  rounds: z.array(z.number()).min(1).describe('The figure of every round, in the order taken.'),
  median: z.number(),
  low: z.number().describe('From here to `high` the median lies, with 95 % confidence at least;'),
  high: z.number().describe('with fewer than six rounds this is their whole range.'),
  noisy: z.boolean().describe('Whether low and high are more than a fifth of the median apart.'),
});

const contender = z.object({
  name: z.string(),
  kind: z
    .enum(['backend', 'variant', 'peer'])
    .describe('A backend as it is used; in another way; something else than this package.'),
  backend: backend.optional(),
  absent: z.string().optional().describe('Why it was not measured; then it has no metrics.'),
  metrics: z.record(z.string(), metric),
});

const comparison = z.object({
  ours: z.string().describe('Name of a contender of the same case.'),
  peer: z.string().describe('Name of a contender, or of a constant, of the same case.'),
  atLeast: z.number().optional().describe('What the ratio of ours to the peer is to be.'),
  atMost: z.number().optional(),
});

const caseResult = z.object({
  suite: z.enum(SUITES),
  name: z.string().describe('Of no other case of this run.'),
  parameters: z.object({
    registered: positive.int().optional().describe('Descriptors registered.'),
    ready: positive.int().optional().describe('Of those, how many are ready.'),
    activity: z.string().optional().describe('What `ready` came from: "1", "10%", "all".'),
    connections: positive.int().optional(),
    operation: z.string().optional(),
  }),
  metric: z.string().describe('The metric that contenders are ranked and compared by.'),
  contenders: z.array(contender),
  constants: z.record(z.string(), z.number()).optional(),
  comparisons: z.array(comparison),
});

export const resultsSchema = z.object({
  schemaVersion: z.literal(1),
  startedAt: z.iso.datetime(),
  durationSeconds: z.number().nonnegative(),
  options: z.array(z.string()).describe('The command line, without "selectors-ts bench".'),
  complete: z.boolean().describe('Whether all that was planned has been measured.'),
  rounds: positive.int().describe('Rounds asked for of every case.'),
  machine,
  notes: z.array(z.string()).describe('What readers should know: what was cut, left out, noisy.'),
  advice: z.array(z.string()).describe('The recommendation, drawn from the figures alone.'),
  cases: z.array(caseResult),
});

export type Machine = z.infer<typeof machine>;
export type Metric = z.infer<typeof metric>;
export type ContenderResult = z.infer<typeof contender>;
export type Comparison = z.infer<typeof comparison>;
export type CaseResult = z.infer<typeof caseResult>;
export type Results = z.infer<typeof resultsSchema>;
