import { addon } from '../addon/index.js';

/** What a socket was made with, by the names of the constants where they have one. */
export function kindText(family: number, type: number, proto: number): string {
  return `family=${nameOf('AF_', family)}, type=${nameOf('SOCK_', type)}, proto=${proto}`;
}

function nameOf(prefix: string, value: number): string {
  const isIts = ([name, number]: [string, unknown]) => number === value && name.startsWith(prefix);
  return Object.entries(addon.constants).find(isIts)?.[0] ?? String(value);
}
