import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Look } from '../../examples/gil/quiet.js';
import { inWords } from '../../examples/gil/words.js';
import { Program } from './program.js';

/** Some sixty threads one after the other, on a machine that is kept busy. */
const RUN_TIMEOUT_MS = 300_000;

const KEYS = [
  ['cpu1', 'cpu2', 'free2', 'processes2'],
  ['io1', 'io16'],
  ['alone', 'convoy5', 'convoy0.5'],
];
const experiments = KEYS.map((keys, index) => ({
  title: '',
  compared: index === 2 ? ('later' as const) : ('speed' as const),
  rows: keys.map((key) => ({ key, label: '', measure: () => Number.NaN })),
}));
const steady = [0.1, 0.102, 0.101, 0.099, 0.1];
const apart = [0.1, 0.102, 0.13, 0.099, 0.1];
const quiet: Look = { othersCores: 0.05, share: 0.99 };

function figuresWith(noisy: string): Map<string, readonly number[]> {
  return new Map(KEYS.flat().map((key) => [key, key === noisy ? apart : steady]));
}

/** Computes until its input ends: also if the tests are killed. */
const BURNER = `
  new (require('node:worker_threads').Worker)('for (;;);', { eval: true });
  process.stdin.on('end', () => process.exit()).resume();
  console.log('burning');
`;

/** Keeps all processors busy until the test ends. */
async function burn(): Promise<void> {
  for (let i = 0; i < availableParallelism(); i++) {
    const burner = spawn(process.execPath, ['-e', BURNER]);
    onTestFinished(async () => {
      burner.kill('SIGKILL');
      if (burner.signalCode === null) await once(burner, 'exit');
    });
    await once(burner.stdout, 'data');
  }
}

describe('what is concluded', () => {
  it('is everything from rounds that agree, on a quiet machine', () => {
    const text = inWords(experiments, figuresWith('none'), quiet);
    expect(text.match(/^- /gm)).toHaveLength(3);
    expect(text).toContain('compute 1.00 times as fast as one');
    expect(text).not.toContain('not concluded');
  });

  it.each(KEYS.flat())('is not what depends on %s, if its rounds differ', (key) => {
    const text = inWords(experiments, figuresWith(key), quiet);
    expect(text.match(/^- .*: not concluded, as rounds of the same are 31 % apart/gm)).toHaveLength(
      1,
    );
    expect(text.match(/^- /gm)).toHaveLength(3);
  });

  it.each([
    ['has no processor left', { othersCores: 1e6, share: 0.99 }],
    ['does not get its time', { othersCores: 0, share: 0.5 }],
  ])('is nothing where this program %s', (_, look) => {
    const text = inWords(experiments, figuresWith('none'), look);
    expect(text).toMatch(/^The machine is busy: .*\nSo nothing is concluded/m);
    expect(text).not.toMatch(/^- /m);
  });
});

it(
  'says that the machine is busy, how long it takes there, and concludes nothing',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'selectors-ts-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    await burn();
    const args = ['--quick', '--rounds', '2'];
    await using program = new Program('gil/main.js', args, `cd ${folder}; PATH=/nowhere`);
    const { code, stdout, stderr } = await program.end();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Node .* The machine is busy/);
    expect(stdout).toMatch(/^Round 1 of 2: \d+ s left$/m);
    expect(stdout).toMatch(/^The machine is busy: .*\nSo nothing is concluded/m);
    expect(stdout).not.toMatch(/^- /m);
  },
  RUN_TIMEOUT_MS,
);
