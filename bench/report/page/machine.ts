/** The machine and the run in words. */
import { counted } from '../../counted.js';
import type { Machine, Results } from '../../results/index.js';
import { escaped } from './markup.js';

const GIBIBYTE = 2 ** 30;
const NO_LIMIT = 'none, or not known';

type Entry = readonly [term: string, description: string];

export function machineLine({ machine, startedAt }: Results): string {
  const { cpu, cores, system, runtime } = machine;
  return [
    `${cpu}, ${counted(cores)} ${cores === 1 ? 'core' : 'cores'}`,
    system,
    runtime,
    `selectors-ts ${machine.package}`,
    dateOf(startedAt),
  ].join(' · ');
}

/** What one should know about the run before reading its figures. */
export function runList({ machine, startedAt, durationSeconds, options, rounds }: Results): string {
  return list([
    ...machine.backends.map(
      ({ name, available, isDefault, reason }): Entry => [
        name,
        available
          ? `available${isDefault ? ', and the default' : ''}`
          : `not available${reason === undefined ? '' : `: ${reason}`}`,
      ],
    ),
    ['command', ['npx selectors-ts bench', ...options].join(' ')],
    ['rounds of each case', counted(rounds)],
    ['started', `${dateOf(startedAt)}, ${startedAt.slice(11, 16)} UTC`],
    ['took', durationOf(durationSeconds)],
    ['load before', String(machine.loadAverage)],
  ]);
}

export function machineList(machine: Machine): string {
  return list([
    ['system', machine.system],
    ['kernel', machine.kernel],
    ['platform', `${machine.platform} ${machine.arch}`],
    ['processor', machine.cpu],
    ['cores for this process', counted(machine.cores)],
    ['memory', `${(machine.memoryBytes / GIBIBYTE).toFixed(1)} GiB`],
    ['runtime', machine.runtime],
    ['Node-API', machine.nodeApi],
    ['selectors-ts', machine.package],
    ['binary', machine.binary],
    ['descriptors, at most', limitOf(machine.descriptorLimit)],
    ['FD_SETSIZE', limitOf(machine.fdSetSize)],
  ]);
}

function list(entries: readonly Entry[]): string {
  const rows = entries.map(
    ([term, description]) => `<div><dt>${escaped(term)}</dt><dd>${escaped(description)}</dd></div>`,
  );
  return `<dl>\n${rows.join('\n')}\n</dl>`;
}

function limitOf(limit: number | null): string {
  return limit === null ? NO_LIMIT : counted(limit);
}

function dateOf(time: string): string {
  return new Date(time).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
}

function durationOf(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
