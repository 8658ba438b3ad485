/**
 * Results like those of a run on Linux, made up: what a wait costs grows as select, poll and epoll are
 * known to, and every round is a little off, always by the same.
 */
import {
  type Backend,
  type CaseResult,
  type ContenderResult,
  type Metric,
  type Results,
  resultsSchema,
  type Unit,
} from '../../../bench/results/index.js';

const ROUNDS = 9;
const BACKENDS: readonly Backend[] = ['select', 'poll', 'epoll'];
const PERCENTILES = [1, 10, 25, 50, 75, 90, 99, 99.9];

/** Between -1 and 1, and the same in every run. */
function noiseOf(seed: string): number {
  let hash = 2_166_136_261;
  for (const character of seed) hash = Math.imul(hash ^ character.charCodeAt(0), 16_777_619);
  return (hash >>> 0) / 2 ** 31 - 1;
}

export function metric(seed: string, middle: number, unit: Unit = 'ns', spread = 0.04): Metric {
  const rounds = Array.from(
    { length: ROUNDS },
    (_, round) => middle * (1 + spread * noiseOf(`${round} ${seed} ${round}`)),
  );
  const sorted = rounds.toSorted((a, b) => a - b);
  // The interval of nine rounds at 95 % leaves out one on either side.
  const [low, median, high] = [sorted[1]!, sorted[4]!, sorted[7]!];
  return {
    unit,
    better: unit === '/s' ? 'higher' : 'lower',
    rounds,
    median,
    low,
    high,
    noisy: high - low > 0.2 * Math.abs(median),
  };
}

export function backend(name: Backend, metrics: Record<string, Metric>): ContenderResult {
  return { name, kind: 'backend', backend: name, metrics };
}

function other(
  kind: 'variant' | 'peer',
  name: string,
  metrics: Record<string, Metric>,
): ContenderResult {
  return { name, kind, metrics };
}

type CaseParts = Pick<CaseResult, 'suite' | 'name' | 'parameters' | 'contenders'> &
  Partial<CaseResult>;

export function measured(parts: CaseParts): CaseResult {
  return { metric: 'time', comparisons: [], ...parts };
}

const WAIT_NS: Record<Backend, (registered: number, ready: number) => number> = {
  select: (registered, ready) => 420 + 11 * registered + 60 * ready,
  poll: (registered, ready) => 330 + 16 * registered + 45 * ready,
  epoll: (_, ready) => 470 + 95 * ready,
  kqueue: (_, ready) => 560 + 110 * ready,
};

function latencies(seed: string, middleNs: number): Record<string, Metric> {
  return Object.fromEntries(
    PERCENTILES.map((percentile) => {
      const nines = -Math.log10(1 - percentile / 100);
      const ns = middleNs * (0.7 + nines * 0.45 + 0.12 * nines ** 3);
      return [`p${percentile}`, metric(`${seed} ${percentile}`, ns, 'ns', 0.03 + 0.05 * nines)];
    }),
  );
}

function waits(peers: boolean): CaseResult[] {
  return [10, 100, 1000, 10_000].flatMap((registered) =>
    ['1', '10%', 'all']
      .filter((activity) => !(activity === '10%' && registered === 10))
      .map((activity) => {
        const ready = { 1: 1, '10%': registered / 10, all: registered }[activity] ?? 1;
        const seed = `wait ${registered} ${ready}`;
        const timeOf = (name: Backend, factor = 1) => {
          const ns = factor * WAIT_NS[name](registered, ready);
          return {
            time: metric(
              `${seed} ${name} ${factor}`,
              ns,
              'ns',
              name === 'poll' && ready === 100 ? 0.3 : 0.05,
            ),
          };
        };
        return measured({
          suite: 'wait',
          name: `select(), ${ready} ready of ${registered}`,
          parameters: { registered, ready, activity },
          contenders: [
            ...BACKENDS.map((name) => backend(name, timeOf(name))),
            ...(peers ? BACKENDS.map((name) => other('peer', `C ${name}`, timeOf(name, 0.8))) : []),
            ...(peers ? [other('peer', 'python3 epoll', timeOf('epoll', 3))] : []),
          ],
        });
      }),
  );
}

function registration(peers: boolean): CaseResult[] {
  const operations = [
    ['register and unregister', 'time', { select: 700, poll: 760, epoll: 1450, kqueue: 1500 }],
    ['modify', 'time', { select: 310, poll: 350, epoll: 640, kqueue: 700 }],
    ['memory', 'memory', { select: 210, poll: 260, epoll: 190, kqueue: 190 }],
  ] as const;
  return operations.flatMap(([operation, name, figures]) =>
    [1000, 10_000].map((registered) => {
      const figure = (each: Backend, factor = 1) => ({
        [name]: metric(
          `${operation} ${registered} ${each}`,
          factor * figures[each],
          name === 'memory' ? 'B' : 'ns',
          operation === 'modify' && each === 'select' ? 0.35 : 0.06,
        ),
      });
      return measured({
        suite: 'register',
        name: `${operation}, ${registered}`,
        parameters: { registered, operation },
        metric: name,
        contenders: [
          ...BACKENDS.map((each) => backend(each, figure(each))),
          ...(peers ? [other('variant', 'epoll, Sockets', figure('epoll', 1.2))] : []),
          ...(peers ? [other('peer', 'python3', figure('epoll', 2.1))] : []),
        ],
      });
    }),
  );
}

function wakeups(): CaseResult[] {
  return ['select()', 'selectAsync()', 'wakeup()'].map((operation, index) =>
    measured({
      suite: 'wakeup',
      name: `wake-up of ${operation}`,
      parameters: { operation },
      contenders: BACKENDS.map((name, rank) => {
        const ns = 9000 + 6000 * index + 400 * rank;
        return backend(name, {
          time: metric(`${operation} ${name}`, ns),
          ...latencies(`${operation} ${name}`, ns),
        });
      }),
    }),
  );
}

function servers(suite: 'echo' | 'chat', sizes: readonly number[], peers: boolean): CaseResult[] {
  return sizes.map((connections) => {
    const figures = (seed: string, cpuNs: number) => ({
      cpu: metric(`${seed} ${connections} cpu`, cpuNs, 'ns', 0.05),
      rate: metric(`${seed} ${connections} rate`, 8e8 / cpuNs, '/s', 0.06),
      ...latencies(`${seed} ${connections}`, connections * cpuNs),
    });
    const cpuNs = { select: 3900 + 4 * connections, poll: 3800 + 5 * connections, epoll: 4100 };
    return measured({
      suite,
      name: `${suite}, ${connections} connections`,
      parameters: { connections },
      metric: 'cpu',
      contenders: [
        ...(['select', 'poll', 'epoll'] as const).map((name) =>
          backend(name, figures(`${suite} ${name}`, cpuNs[name])),
        ),
        ...(peers
          ? [
              other('variant', 'epoll, for await', figures(`${suite} await`, 5200)),
              other('peer', 'C', figures(`${suite} C`, 3700)),
              other('peer', 'Node net', figures(`${suite} net`, 7800)),
              {
                name: 'asyncio',
                kind: 'peer' as const,
                absent: 'python3 is not installed',
                metrics: {},
              },
            ]
          : []),
      ],
    });
  });
}

function threads(peers: boolean): CaseResult[] {
  const rates = {
    '1 thread': 94_000,
    '2 threads': 93_000,
    '2 free threads': 181_000,
    '2 processes': 184_000,
  };
  return [
    measured({
      suite: 'gil',
      name: 'threads and processes that compute',
      parameters: {},
      metric: 'rate',
      contenders: [
        ...Object.entries(rates).map(([name, rate]) =>
          other('variant', name, { rate: metric(name, rate, '/s') }),
        ),
        ...(peers
          ? [other('peer', 'python3, 2 threads', { rate: metric('python', 21_000, '/s') })]
          : []),
      ],
    }),
    measured({
      suite: 'gil',
      name: 'convoy, switch interval of 5 ms',
      parameters: {},
      contenders: [
        other('variant', 'answer beside a CPU thread', { time: metric('convoy', 6.1e6) }),
      ],
      constants: { 'switch interval': 5e6 },
    }),
  ];
}

/** All suites that have charts, or some of them. */
export function sampleResults({ peers = false }: { peers?: boolean } = {}): Results {
  return resultsSchema.parse({
    schemaVersion: 1,
    startedAt: '2026-03-01T12:34:56.000Z',
    durationSeconds: 83.2,
    options: peers ? ['--peers', '--html', 'page.html'] : ['--html', 'page.html'],
    complete: true,
    rounds: ROUNDS,
    machine: {
      system: 'Debian GNU/Linux 12 (bookworm)',
      platform: 'linux',
      arch: 'x64',
      kernel: '6.1.0-18-amd64',
      cpu: 'AMD EPYC 7R13 Processor',
      cores: 2,
      memoryBytes: 8.2e9,
      runtime: 'Node 20.20.2',
      nodeApi: '9',
      package: '0.1.0',
      binary: 'prebuilds/linux-x64/selectors-ts.glibc.node',
      descriptorLimit: 20_000,
      fdSetSize: 1024,
      loadAverage: 0.31,
      backends: [
        { name: 'select', available: true, isDefault: false },
        { name: 'poll', available: true, isDefault: false },
        { name: 'epoll', available: true, isDefault: true },
        {
          name: 'kqueue',
          available: false,
          isDefault: false,
          reason: 'kqueue() is not available on linux',
        },
      ],
    },
    notes: [
      '100,000 registered was left out: a process may have 20,000 descriptors here (ulimit -n).',
      'Some figures are noisy: poll, select(), 100 ready of 1,000.',
    ],
    advice: [
      'One ready: below about 12 descriptors poll wins here, by 6 % at 10; above, epoll: 36 times as fast at 1,000.',
      'All ready: up to 100 nobody can be told from the others (their spreads overlap); from 1,000 poll wins, by 14 %.',
      'TCP echo: epoll takes the least CPU time for each message, by 6 % with 100 connections; twice as little with 1,000.',
      'Use DefaultSelector (epoll) here. It loses only below a dozen descriptors, and there by nanoseconds.',
    ],
    cases: [
      ...waits(peers),
      ...registration(peers),
      ...wakeups(),
      ...servers('echo', [10, 100, 1000], peers),
      ...servers('chat', [1000], peers),
      ...threads(peers),
    ],
  } satisfies Results);
}
