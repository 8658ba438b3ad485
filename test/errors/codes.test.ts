/**
 * The names of errors: `code` for every errno that the system has.
 */
import { spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { type OSError, Socket } from 'selectors-ts/socket';
import { expect, onTestFinished, test, vi } from 'vitest';
// The very object that the package has, not a copy made from its source.
import { addon } from '../../dist/lib/addon/index.js';
import { findPython } from '../cpython/python.mjs';
import { hasTypeRefusals } from '../support/capabilities.js';
import { openSocket } from '../support/sockets.js';

function errorOf(errno: number): OSError {
  const socket = openSocket();
  const spy = vi.spyOn(addon, 'listen').mockReturnValue(-errno);
  onTestFinished(() => spy.mockRestore());
  try {
    socket.listen();
  } catch (error) {
    return error as OSError;
  }
  throw new Error('listen() did not fail');
}

function namesOfPython(): Array<[name: string, errno: number]> {
  const program = 'import errno, json; print(json.dumps(vars(errno)["errorcode"]))';
  const { command, env } = findPython();
  const { stdout } = spawnSync(command, ['-c', program], { env, encoding: 'utf8' });
  const names = JSON.parse(stdout) as Record<string, string>;
  return Object.entries(names).map(([errno, name]) => [name, Number(errno)]);
}

test('each errno of the system has its name, and one of its names where it has two', () => {
  for (const [name, errno] of namesOfPython()) {
    const error = errorOf(errno);
    expect(addon.errorNumbers[error.code]).toBe(errno);
    expect(addon.errorNumbers[name]).toBe(errno);
    expect(error.message).toContain(`${error.code}: `);
    expect(error).toMatchObject({ errno: -errno, syscall: expect.any(String) });
  }
});

test('those that Node knows are called as Node calls them', () => {
  const second = ['EWOULDBLOCK', 'EDEADLOCK', 'EOPNOTSUPP'];
  for (const [name, errno] of Object.entries(constants.errno)) {
    if (!second.includes(name)) expect(errorOf(errno).code).toBe(name);
  }
});

test('a number that nobody has given a name is its own', () => {
  expect(errorOf(4000).code).toBe('E4000');
});

test.runIf(hasTypeRefusals)('a socket of a type that there is not is one', () => {
  expect(() => new Socket(2, 5)).toThrow(
    expect.objectContaining({ name: 'OSError', code: 'ESOCKTNOSUPPORT', syscall: 'socket' }),
  );
});
