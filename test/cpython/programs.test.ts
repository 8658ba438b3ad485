/**
 * Programs about threads, written in Python and ported line by line: both print the same.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { startFixture } from '../support/fixture.js';
import { findPython } from './python.mjs';

const folder = new URL('./programs/', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.py'))
  .map((name) => name.replace('.py', ''));
const python = findPython();

async function runPython(path: string) {
  const program = spawn(python.command, [path], { env: python.env });
  onTestFinished(() => {
    program.kill('SIGKILL');
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    program[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  const [code] = await once(program, 'close');
  return { code, ...output };
}

/** Tracebacks are each language's own. */
const reports = (stderr: string) => stderr.match(/^Exception in thread .*$/gm) ?? [];

test.each(names)(`%s prints what CPython ${python.version} prints`, async (name) => {
  const port = new URL(`${name}.mjs`, folder);
  expect(existsSync(port)).toBe(true);
  const [theirs, ours] = await Promise.all([
    runPython(fileURLToPath(new URL(`${name}.py`, folder))),
    startFixture(fileURLToPath(port)).ended,
  ]);
  expect(ours.stdout).toBe(theirs.stdout);
  expect(ours.code).toBe(theirs.code);
  expect(reports(ours.stderr)).toEqual(reports(theirs.stderr));
  if (theirs.stderr === '') expect(ours.stderr).toBe('');
});
