/**
 * Which platform this is: by node-gyp-build's reckoning, and in truth.
 */
import { existsSync } from 'node:fs';

interface WantedBinary {
  readonly platform: string;
  /** In the package. */
  readonly path: string;
  /** What of the environment made it that platform, as `NAME=value`. */
  readonly variables: string[];
}

/** The binary that node-gyp-build looks for. */
export function wantedBinary(): WantedBinary {
  const { env } = process;
  const system = env.npm_config_platform || process.platform;
  const arch = env.npm_config_arch || process.arch;
  const names = ['npm_config_platform', 'npm_config_arch'];
  const tags: string[] = [];
  if (arch === 'arm') {
    const { arm_version } = (process.config?.variables ?? {}) as { arm_version?: string };
    const version = env.ARM_VERSION || arm_version;
    if (version) tags.push(`armv${version}`);
    names.push('ARM_VERSION');
  }
  if (system === 'linux') {
    tags.push(env.LIBC || (existsSync('/etc/alpine-release') ? 'musl' : 'glibc'));
    names.push('LIBC');
  }
  return {
    platform: `${system}-${arch}${tags.length > 0 ? ` (${tags.join(', ')})` : ''}`,
    path: `prebuilds/${system}-${arch}/${['selectors-ts', ...tags, 'node'].join('.')}`,
    variables: names.filter((name) => env[name]).map((name) => `${name}=${env[name]}`),
  };
}

/** The C library that this process runs on; undefined where there is no choice, or no telling. */
export function ownLibc(): 'glibc' | 'musl' | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
    return header.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
  } catch {
    return undefined; // There may be no report, and Deno makes none without --allow-sys.
  }
}
