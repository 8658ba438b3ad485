import { counted } from '../counted.js';
import type { Machine } from '../results/index.js';

/** What was found, before anything is measured. */
export function formatMachine(machine: Machine, notes: readonly string[]): string {
  const { system, kernel, arch, cpu, cores, runtime, descriptorLimit } = machine;
  const limit = descriptorLimit === null ? 'no limit known' : counted(descriptorLimit);
  return [
    `${system}, kernel ${kernel}, ${arch}`,
    `${cpu}, ${cores} ${cores === 1 ? 'core' : 'cores'}`,
    `${runtime}, selectors-ts ${machine.package}`,
    `descriptors for a process: ${limit}`,
    ...backendLines(machine),
    ...notes,
    '',
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function backendLines({ backends }: Machine): string[] {
  const available = backends.filter((each) => each.available);
  const names = available.map(({ name, isDefault }) =>
    isDefault ? `${name} (the default)` : name,
  );
  const missing = backends.filter((each) => !each.available);
  return [
    `backends: ${names.join(', ')}`,
    ...missing.map(({ name, reason }) => `  without ${name}: ${reason}`),
  ];
}
