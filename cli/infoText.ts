/**
 * What `info` prints for people.
 */
import type { Machine } from '../bench/results/index.js';
import type { System } from './machine/index.js';

/** What is known; without the addon, that is the system and the problem with it. */
export type Info = System &
  Partial<Machine> & {
    /** Why the addon could not be loaded, or else why there is no DefaultSelector. */
    problem?: string;
  };

const BYTES_PER_GB = 1e9;

const whole = new Intl.NumberFormat('en-US');

export function formatInfo(info: Info): string {
  const rows = [...systemRows(info), ...addonRows(info)];
  const width = Math.max(...rows.map(([title]) => title.length));
  const lines = rows.map(([title, text]) => `${title.padEnd(width)}  ${text}`);
  if (info.problem !== undefined) lines.push('', info.problem);
  return `${lines.join('\n')}\n`;
}

function systemRows(info: Info): Array<[string, string]> {
  const { system, platform, arch, kernel, cpu, cores, memoryBytes, descriptorLimit } = info;
  return [
    ['selectors-ts', info.package],
    ['runtime', `${info.runtime}, Node-API ${info.nodeApi}`],
    ['system', `${system}, ${platform} ${arch}`],
    ['kernel', kernel],
    ['processor', `${cpu}, ${cores} ${cores === 1 ? 'core' : 'cores'}`],
    ['memory', `${(memoryBytes / BYTES_PER_GB).toFixed(1)} GB`],
    ['load', info.loadAverage.toFixed(2)],
    ['descriptors', `${amount(descriptorLimit)} for each process (ulimit -n)`],
  ];
}

function addonRows({ binary, fdSetSize, backends }: Info): Array<[string, string]> {
  if (binary === undefined || fdSetSize === undefined || backends === undefined) return [];
  return [
    ['FD_SETSIZE', amount(fdSetSize)],
    ['binary', binary],
    ...backends.map(({ name, isDefault, reason }): [string, string] => [
      name,
      reason ?? (isDefault ? 'available, the default' : 'available'),
    ]),
  ];
}

function amount(number: number | null): string {
  return number === null ? 'no limit known' : whole.format(number);
}
