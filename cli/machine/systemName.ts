import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type, version } from 'node:os';

/** Name and release of the operating system, as its makers put it. */
export function systemName(): string {
  return (
    (process.platform === 'darwin' ? macOsName() : osReleaseName()) ?? `${type()} ${version()}`
  );
}

/** By os-release(5), which FreeBSD has too. */
function osReleaseName(): string | undefined {
  for (const path of ['/etc/os-release', '/usr/lib/os-release']) {
    const [, , name] = /^PRETTY_NAME=(["']?)(.+)\1$/m.exec(textOf(path)) ?? [];
    if (name !== undefined) return name;
  }
  return undefined;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // Not every system has one.
  }
}

/** os.version() is the kernel's there. */
function macOsName(): string | undefined {
  try {
    const output = execFileSync('sw_vers', ['-productVersion'], { encoding: 'utf8' });
    return `macOS ${output.trim()}`;
  } catch {
    return undefined;
  }
}
