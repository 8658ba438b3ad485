/**
 * Breaks the kqueue code in one way after the other, in a copy of the repository, and demands that
 * the test named for it fails. `npm run build:kqueue` beforehand saves it time.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutations } from './mutations.mjs';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'selectors-ts-mutations-'));

// A wait that never ends is noticed too.
const LONGEST_TEST_SECONDS = '30';

function run(command, args) {
  return spawnSync(command, args, { cwd: copy, encoding: 'utf8' });
}

function copyRepository() {
  const git = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const files = spawnSync('git', git, { cwd: repository, encoding: 'utf8' }).stdout;
  const paths = files.split('\0').filter((path) => path && existsSync(join(repository, path)));
  // With their times, so that make finds what was built up to date.
  for (const path of [...paths, 'test/kqueue/build']) {
    if (!existsSync(join(repository, path))) continue;
    cpSync(join(repository, path), join(copy, path), { recursive: true, preserveTimestamps: true });
  }
  symlinkSync(join(repository, 'node_modules'), join(copy, 'node_modules'));
}

function build() {
  // Not `build:ts`: what a mutation leaves unused is no error here.
  for (const command of [
    'npm run --silent build:kqueue',
    'npx tsc --noUnusedLocals false --noUnusedParameters false',
  ]) {
    const { status, stdout, stderr } = run('sh', ['-c', command]);
    if (status !== 0) throw new Error(`${command}:\n${stdout}${stderr}`);
  }
}

/** Which tests of these names passed and failed, on any system. */
function test(...names) {
  const pattern = names.map((name) => name.replace(/[^\w ]/g, '\\$&')).join('|');
  const project = ['--project', 'kqueue', 'test/kqueue/', '--exclude', '**/standin.test.ts'];
  const vitest = ['npx', 'vitest', 'run', ...project, '--reporter', 'json'];
  // timeout(1) kills the workers of vitest too, which are in its process group.
  const limited = ['--signal=KILL', LONGEST_TEST_SECONDS, ...vitest];
  const { stdout, signal } = run('timeout', [...limited, '--testNamePattern', `(${pattern})$`]);
  if (signal === 'SIGKILL') return { passed: [], failed: names };
  const results = JSON.parse(stdout).testResults.flatMap((file) => file.assertionResults);
  const named = (status) => results.filter((result) => result.status === status);
  return {
    passed: [...new Set(named('passed').map(({ title }) => title))],
    failed: [...new Set(named('failed').map(({ title }) => title))],
  };
}

function apply({ file, from, to }) {
  const path = join(copy, file);
  const before = readFileSync(path, 'utf8');
  const pieces = before.split(from);
  if (pieces.length !== 2)
    throw new Error(`${file} has ${JSON.stringify(from)} ${pieces.length - 1} times`);
  writeFileSync(path, pieces.join(to));
  return () => writeFileSync(path, before);
}

function survives(mutation) {
  const restore = apply(mutation);
  try {
    build();
    return !test(mutation.caughtBy).failed.includes(mutation.caughtBy);
  } finally {
    restore();
  }
}

try {
  copyRepository();
  build();
  const names = [...new Set(mutations.map(({ caughtBy }) => caughtBy))];
  const { passed } = test(...names);
  const missing = names.filter((name) => !passed.includes(name));
  if (missing.length > 0)
    throw new Error(`these tests do not pass as it is: ${missing.join('; ')}`);

  // Those of one file in a row: make compiles it once for each.
  const inOrder = mutations.toSorted((a, b) => a.file.localeCompare(b.file));
  const survivors = inOrder.filter((mutation) => {
    const survived = survives(mutation);
    console.log(`${survived ? 'SURVIVED' : 'caught'}  ${mutation.row}  (${mutation.caughtBy})`);
    return survived;
  });
  console.log(`${mutations.length - survivors.length} of ${mutations.length} mutations caught`);
  process.exitCode = survivors.length > 0 ? 1 : 0;
} finally {
  rmSync(copy, { recursive: true });
}
