/**
 * Programs whose standard streams are of a kind: a pipe, a socket, a file, /dev/null, a terminal.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { temporaryPath } from '../support/sockets.js';

// From here the package can refer to itself by name.
const repository = fileURLToPath(new URL('../..', import.meta.url));

const TERMINAL = `exec python3 -c 'import pty, sys; pty.spawn(sys.argv[1:])' "$0" "$@"`;

/** What a shell does to give the program, `"$0" "$@"`, a standard input of a kind. */
export const inputs = {
  pipe: 'cat | "$0" "$@"',
  // What Node's own spawn() calls a pipe.
  socket: 'exec "$0" "$@"',
  file: 'cat >"$FILE"; exec "$0" "$@" <"$FILE"',
  '/dev/null': 'exec "$0" "$@" </dev/null',
  terminal: TERMINAL,
};

/** The same for standard output, and standard error with it. */
export const outputs = {
  pipe: '"$0" "$@" 2>&1 | cat',
  socket: 'exec "$0" "$@" 2>&1',
  file: '"$0" "$@" >"$FILE" 2>&1; cat "$FILE"',
  '/dev/null': '"$0" "$@" >/dev/null 2>&1',
  terminal: TERMINAL,
};

/** What a terminal makes an end of input. */
export const CONTROL_D = '\x04';

export interface Told {
  readonly stdout: string;
  /** What the program wrote to descriptor 3. */
  readonly report: string;
}

export function runOn(
  kind: string,
  program: string[],
  input = '',
  env: NodeJS.ProcessEnv = {},
): Told {
  const { status, output } = spawnSync('sh', ['-c', kind, ...program], {
    cwd: repository,
    encoding: 'utf8',
    input,
    env: { ...process.env, ...env, FILE: temporaryPath('file') },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const [, stdout = '', stderr = '', report = ''] = output as string[];
  if (status !== 0) throw new Error(`ended with ${status}: ${stdout}${stderr}`);
  return { stdout, report };
}

export function runFixtureOn(kind: string, fixture: string, args: string[] = [], input = ''): Told {
  return runOn(kind, [process.execPath, `test/fileobj/fixtures/${fixture}`, ...args], input);
}
