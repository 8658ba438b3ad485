/** What touching a standard stream does to others who have the same file open. */
import { spawnSync } from 'node:child_process';
import { openSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Descriptor } from '../support/descriptors.js';
import { makeFifo } from './nodeStreams.js';
import { inputs, outputs, runOn } from './standardStreams.js';

/** Runs a fixture with a duplicate of a standard stream, and tells whether that blocks afterwards. */
const shared = (duplicate: string) => [
  'sh',
  '-c',
  `"$0" "$@" 4${duplicate}; python3 -c 'import os; print(os.get_blocking(4))' 4${duplicate} >&3`,
  process.execPath,
  'test/fileobj/fixtures/touch.mjs',
];

const touched = (report: string) => {
  const [touching = '', afterwards = ''] = report.split('\n');
  return { ...JSON.parse(touching), afterwards: afterwards === 'True' };
};

describe.each([
  ['stdin', inputs, '<&0'],
  ['stdout', outputs, '>&1'],
  ['stderr', outputs, '>&2'],
] as const)('process.%s', (name, kinds, duplicate) => {
  test.each(['pipe', 'socket'] as const)('makes a %s non-blocking until the end', (kind) => {
    const { report } = runOn(kinds[kind], [...shared(duplicate), name]);
    expect(touched(report)).toEqual({ before: true, after: false, afterwards: true });
  });

  test.each(['file', '/dev/null', 'terminal'] as const)('leaves a %s alone', (kind) => {
    const { report } = runOn(kinds[kind], [...shared(duplicate), name]);
    expect(touched(report)).toEqual({ before: true, after: true, afterwards: true });
  });

  test('leaves a pipe non-blocking if Node is killed', () => {
    const { report } = runOn(kinds.pipe, [...shared(duplicate), name, 'SIGKILL']);
    expect(touched(report)).toEqual({ before: true, after: false, afterwards: false });
  });
});

test('another process that reads the pipe fails', () => {
  const fifo = new Descriptor(openSync(makeFifo(), 'r+'));
  const { stdout } = spawnSync(process.execPath, ['test/fileobj/fixtures/cat.mjs'], {
    stdio: [fifo.fileno(), 'pipe', 'inherit', 'ignore', fifo.fileno()],
    encoding: 'utf8',
  });
  expect(stdout).toMatch(/Resource temporarily unavailable/);
});

test('a terminal is another open file afterwards', () => {
  const alone = ['sh', '-c', 'exec "$0" "$@" >&3 2>&3'];
  const program = [...alone, process.execPath, 'test/fileobj/fixtures/reopened.mjs'];
  const { report } = runOn(inputs.terminal, program, 'a line\n');
  expect(JSON.parse(report)).toEqual({ before: 0, after: 1 });
});
