/** The command, as a process of its own. */
import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Results, resultsSchema } from '../../bench/results/index.js';
import { metricOf } from '../../bench/statistics/index.js';

const CLI = resolve('dist/cli/main.js');
/** As little as can be measured. */
const SMALL = ['--suite', 'wait', '--fds', '10', '--active', '1', '--backends', 'poll,select'];

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'selectors-ts-test-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function run(command: string, ...args: string[]): SpawnSyncReturns<string> {
  const env = { ...process.env, TMPDIR: folder };
  return spawnSync(command, args, { encoding: 'utf8', env });
}

const bench = (...args: string[]) => run(process.execPath, CLI, 'bench', ...args);

const file = (name: string) => join(folder, name);

function read(path: string): Results {
  return resultsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

it('says what it found, measures, and writes what it has measured', () => {
  const [json, html, svg] = ['a.json', 'a.html', 'a.svg'].map(file) as [string, string, string];
  const files = ['--json', json, '--html', html, '--svg', svg];
  const { status, stdout, stderr } = bench(...SMALL, '--rounds', '3', ...files);
  expect(stdout).toMatch(/^.+, kernel .+\n.+ cores?\n.+, selectors-ts \d.+\ndescriptors/);
  expect(stdout).toMatch(/^select\(\), 1 ready +select +poll$/m);
  expect(stdout).toContain(`Written: ${html}`);
  expect(stderr).toBe('1/1  select(), 1 ready of 10\n');
  expect(status).toBe(0);

  const results = read(json);
  expect(results).toMatchObject({ complete: true, rounds: 3, schemaVersion: 1 });
  expect(results.options).toEqual([...SMALL, '--rounds', '3', ...files]);
  expect(results.cases.map(({ name }) => name)).toEqual(['select(), 1 ready of 10']);
  expect(results.cases[0]?.contenders.map(({ name }) => name)).toEqual(['select', 'poll']);
  expect(readFileSync(html, 'utf8')).toContain('</html>');
  expect(readFileSync(svg, 'utf8')).toMatch(/^(<\?xml.*\n)?<svg /);
});

it('leaves figures that can be traced to their rounds, and nothing else behind', () => {
  const suites = ['--suite', 'wait,calls', '--only', '^would block|1 ready of 10$'];
  const all = [
    '--fds',
    '10',
    '--active',
    '1',
    '--rounds',
    '2',
    '--peers',
    '--json',
    file('a.json'),
  ];
  const { status, stdout } = bench(...suites, ...all);
  expect(stdout).toMatch(/^would block +tryRecvInto +[\d.,]+ [nµ]s +C .* ≤ 1.5 +(yes|NO)$/m);
  expect(stdout).toMatch(/^select\(\), 1 ready of 10 +epoll .* C epoll .* ≤ 1.4 +(yes|NO)$/m);
  expect(status).toBe(0);
  const metrics = read(file('a.json')).cases.flatMap(({ contenders }) =>
    contenders.flatMap((each) => Object.values(each.metrics)),
  );
  expect(metrics.length).toBeGreaterThan(8);
  for (const metric of metrics) {
    expect(metric.rounds).toHaveLength(2);
    expect(metric).toEqual(metricOf(metric.rounds, metric));
  }
  expect(readdirSync(folder)).toEqual(['a.json']);
});

it('measures threads, processes and messages, also against what they are to keep to', () => {
  const only = ['--suite', 'gil,messages', '--only', '^(convoy.* 5 ms|message there|memory)'];
  const { status, stdout } = bench(...only, '--rounds', '1', '--peers');
  expect(stdout).toMatch(/^convoy.* ms +switch interval +5\.00 ms .* 0.7–1.7 +(yes|NO)$/m);
  expect(stdout).toMatch(/^message there and back +Queue +[\d.]+ [µm]s +MessagePort /m);
  if (process.platform === 'linux') expect(stdout).toMatch(/^memory.* Process .* MB +Thread /m);
  expect(status).toBe(0);
}, 60_000);

it('keeps what is finished when it is interrupted', async () => {
  const json = file('a.json');
  const args = ['--suite', 'wait', '--fds', '10,20,30', '--active', '1', '--backends', 'poll'];
  const child = spawn(process.execPath, [CLI, 'bench', ...args, '--rounds', '30', '--json', json], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TMPDIR: folder },
  });
  let output = '';
  child.stdout.on('data', (data) => {
    output += data;
  });
  for await (const line of createInterface(child.stderr)) {
    if (line.startsWith('2/3 ')) child.kill('SIGINT');
  }
  const [code] = child.exitCode === null ? await once(child, 'close') : [child.exitCode];
  expect(code).toBe(130);
  expect(output).toContain('Not measured: select(), 1 ready of 20; select(), 1 ready of 30.');
  const results = read(json);
  expect(results.complete).toBe(false);
  expect(results.cases.map(({ name }) => name)).toEqual(['select(), 1 ready of 10']);
  expect(readdirSync(folder)).toEqual(['a.json']);
});

it('leaves a file that can be written, though another cannot be', () => {
  const { status, stderr } = bench(
    ...SMALL,
    '--rounds',
    '1',
    '--json',
    '/dev/full',
    '--svg',
    file('a'),
  );
  expect(stderr).toContain('/dev/full cannot be written: ENOSPC');
  expect(readFileSync(file('a'), 'utf8')).toContain('</svg>');
  expect(status).toBe(1);
});

it('writes its files for somebody who reads the first line only', () => {
  const args = [...SMALL, '--rounds', '1', '--json', file('a.json'), '--html', file('a.html')];
  const { stdout } = run(
    'sh',
    '-c',
    '"$@" | head -n 1',
    'sh',
    process.execPath,
    CLI,
    'bench',
    ...args,
  );
  expect(stdout).toMatch(/^.+, kernel .+\n$/);
  expect(readdirSync(folder)).toEqual(['a.html', 'a.json']);
});

it('cuts numbers to the limit of descriptors, and says so', () => {
  const args = ['bench', '--suite', 'wait', '--fds', '10,1000', '--active', '1', '--rounds', '1'];
  const { status, stdout } = run(
    'sh',
    ...['-c', 'ulimit -n 200 && exec "$@"', 'sh', process.execPath, CLI, ...args],
  );
  expect(stdout).toContain('descriptors for a process: 200\n');
  expect(stdout).toContain('1,000 descriptors were cut to 100: a process may have 200 ');
  expect(stdout).toMatch(/^ {2}100 registered +/m);
  expect(status).toBe(0);
});

it('shows a bar and the time left on a terminal', () => {
  const terminal = 'import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)';
  const { status, stdout } = run(
    'python3',
    ...['-c', terminal, process.execPath, CLI, 'bench', ...SMALL, '--rounds', '2'],
  );
  expect(stdout).toMatch(/█ *░* *\d+ % · \S+ left · select\(\), 1 ready of 10/);
  expect(status).toBe(0);
});

describe('--compare', () => {
  it('prints the ratios between two files', () => {
    bench(...SMALL, '--rounds', '3', '--json', file('a.json'));
    const results = read(file('a.json'));
    for (const { metrics } of results.cases.flatMap(({ contenders }) => contenders)) {
      const { time } = metrics;
      if (time)
        metrics.time = metricOf(
          time.rounds.map((figure) => figure / 4),
          time,
        );
    }
    results.machine.runtime = 'Node 99';
    writeFileSync(file('b.json'), JSON.stringify(results));
    const { status, stdout } = bench('--compare', file('a.json'), file('b.json'));
    expect(stdout).toMatch(/^ +runtime: .+ → Node 99$/m);
    expect(stdout).toMatch(/^select\(\), 1 ready of 10 +poll +time .+ 0.25 /m);
    expect(status).toBe(0);
  });

  it.each([
    ['one file', ['--compare', 'README.md'], 'expected two files, not 1'],
    ['three', ['--compare', 'a', 'b', 'c'], 'expected two files, not 3'],
    ['what is no file', ['--compare', 'nowhere.json', 'README.md'], 'nowhere.json: '],
    ['what is no JSON', ['--compare', 'README.md', 'README.md'], 'README.md: '],
    ['other JSON', ['--compare', 'package.json', 'package.json'], 'package.json: '],
  ])('refuses %s', (_what, args, complaint) => expectMistake(args, complaint));
});

describe('mistakes', () => {
  it.each([
    [['--nonsense'], '--nonsense'],
    [['nonsense'], 'too many arguments'],
    [['--quick', '--full'], '--full'],
    [['--rounds', '0'], "'0' is not a whole number from 1 to 10000"],
    [['--rounds', '1e3'], "'1e3'"],
    [['--rounds'], '--rounds'],
    [['--fds', '10,'], "'' is not a whole number"],
    [['--fds', '-5'], "'-5'"],
    [['--fds', '1'], "'1' is not a whole number from 2"],
    [['--connections', 'many'], "'many'"],
    [['--active', '110%'], "'110%'"],
    [['--active', '0'], "'0'"],
    [['--backends', 'epol'], "'epol' is not one of select, poll, epoll, kqueue"],
    [['--suite', 'wait,sleep'], "'sleep'"],
    [['--only', '('], 'Invalid regular expression'],
    [['--only', 'no such case'], 'nothing that can be measured'],
    [['--suite', 'calls,messages'], 'calls and messages: measured with --peers only'],
    [['--json', ''], 'It cannot be written: it has no name'],
    [['--json', 'a.out', '--html', 'a.out'], 'expected different files'],
    [['--compare', 'a', 'b', '--quick'], "'--quick'"],
    [['--suite', 'wait', '--fds', '10', '--active', '20'], 'nothing that can be measured'],
    [['--json', 'nowhere/file.json'], 'It cannot be written'],
    [['--html', 'lib'], 'It cannot be written'],
  ])('%j: one line, before anything is measured', (args, complaint) => {
    expectMistake(args, complaint);
  });

  it.skipIf(process.platform === 'darwin' || process.platform === 'freebsd')(
    'a backend that this system has not: the reason',
    () => expectMistake(['--backends', 'kqueue'], 'kqueue is not available: '),
  );
});

function expectMistake(args: readonly string[], complaint: string): void {
  const { status, stdout, stderr } = bench(...args);
  expect(stderr).toContain(complaint);
  expect(stderr.trimEnd()).not.toContain('\n');
  expect(stdout).toBe('');
  expect(status).toBe(2);
}

it('has a JSON Schema, in docs/', async () => {
  const { z } = await import('zod');
  const schema = `${JSON.stringify(z.toJSONSchema(resultsSchema), null, 2)}\n`;
  await expect(schema).toMatchFileSnapshot('../../docs/benchmark.schema.json');
});
