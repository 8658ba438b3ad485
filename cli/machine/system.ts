/**
 * What can be told of a machine without the addon.
 */
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';
import type { Machine } from '../../bench/results/index.js';
import { version } from '../package.js';
import { descriptorLimit } from './descriptorLimit.js';
import { systemName } from './systemName.js';

export type System = Omit<Machine, 'binary' | 'fdSetSize' | 'backends'>;

const UNKNOWN = 'unknown';

export function describeSystem(): System {
  return {
    system: systemName(),
    platform: process.platform,
    arch: process.arch,
    kernel: release(),
    cpu: cpus()[0]?.model.trim() || UNKNOWN,
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    runtime: runtimeName(),
    nodeApi: process.versions.napi ?? UNKNOWN,
    package: version,
    descriptorLimit: descriptorLimit(),
    loadAverage: loadavg()[0] ?? 0,
  };
}

/** Bun and Deno tell a version of Node's as well. */
function runtimeName(): string {
  const { bun, deno, node } = process.versions;
  if (bun !== undefined) return `Bun ${bun}`;
  return deno !== undefined ? `Deno ${deno}` : `Node ${node}`;
}
