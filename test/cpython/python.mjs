/**
 * The Python to compare with.
 */
import { spawnSync } from 'node:child_process';

/** Where 3.13 may be: by its own name, as the default, and among pyenv's. */
const candidates = [['python3.13'], ['python3'], ['python3', '3.13.0']];

function ask([command, pyenvVersion]) {
  const env = pyenvVersion ? { ...process.env, PYENV_VERSION: pyenvVersion } : process.env;
  const program = 'import sys; print(*sys.version_info[:2])';
  const { status, stdout } = spawnSync(command, ['-c', program], { env, encoding: 'utf8' });
  if (status !== 0) return [];
  const [major, minor] = stdout.split(' ').map(Number);
  return [{ command, env, version: `${major}.${minor}`, isRecent: major === 3 && minor >= 11 }];
}

/** CPython 3.13, or else the first that is at least 3.11. */
export function findPython() {
  const found = candidates.flatMap(ask);
  const python = found.find(({ version }) => version === '3.13') ?? found.find((p) => p.isRecent);
  if (python === undefined) throw new Error('this needs python3: 3.13, or at least 3.11');
  return python;
}
