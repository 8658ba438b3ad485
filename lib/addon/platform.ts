/**
 * Which platform this is: by node-gyp-build's reckoning, and in truth.
 */
import { existsSync } from 'node:fs';

const builtWith = process.config.variables as { arm_version?: string };

/** The binary that node-gyp-build looks for: its platform, and its path in the package. */
export function wantedBinary(): { platform: string; path: string } {
  const { env } = process;
  const system = env.npm_config_platform || process.platform;
  const arch = env.npm_config_arch || process.arch;
  const armVersion = env.ARM_VERSION || builtWith.arm_version;
  const tags: string[] = [];
  if (arch === 'arm' && armVersion) tags.push(`armv${armVersion}`);
  if (system === 'linux') {
    tags.push(env.LIBC || (existsSync('/etc/alpine-release') ? 'musl' : 'glibc'));
  }
  return {
    platform: `${system}-${arch}${tags.length > 0 ? ` (${tags.join(', ')})` : ''}`,
    path: `prebuilds/${system}-${arch}/${['selectors-ts', ...tags, 'node'].join('.')}`,
  };
}

/** The C library that this process runs on; undefined where there is no choice, or no telling. */
export function ownLibc(): 'glibc' | 'musl' | undefined {
  if (process.platform !== 'linux' || process.report === undefined) return undefined;
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
}
