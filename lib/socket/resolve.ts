/**
 * Host names to addresses, and the errors of look-ups: getaddrinfo(3).
 */
import { domainToASCII } from 'node:url';
import type { LookupRow } from '../addon/index.js';
import { addon } from '../addon/index.js';
import { checkedText } from '../arguments/index.js';
import { OSError, osError, ValueError } from '../errors/index.js';
import { outsideGate } from '../wait/index.js';
import * as constants from './constants.js';

/** Error codes by their numbers, which glibc has below 0 and the BSDs above. */
const codes = new Map<number, string>();
for (const [name, value] of Object.entries(constants)) {
  if (name.startsWith('EAI_') && typeof value === 'number') codes.set(Math.abs(value), name);
}

export interface LookupHints {
  readonly family?: number;
  readonly type?: number;
  readonly protocol?: number;
  readonly flags?: number;
}

/**
 * @throws OSError with a code such as `'EAI_NONAME'`, and the host in its message
 * @throws ValueError for a host that cannot be written in ASCII, and for a lone surrogate or a NUL in either
 */
export function lookUp(
  host: string | null,
  service: string | null,
  { family = 0, type = 0, protocol = 0, flags = 0 }: LookupHints,
): LookupRow[] {
  const name = host === null ? null : asciiHost(checkedText(host, 'the host'));
  if (service !== null) checkedText(service, 'the service');
  if (service?.includes('\0')) throw new ValueError('the service has a NUL in it');
  const rows = outsideGate(() =>
    addon.lookUpAddresses(name, service, family, type, protocol, flags),
  );
  if (typeof rows === 'number') throw lookupError(rows, 'getaddrinfo', String(host ?? service));
  return rows;
}

/** The first address of a host, as a numeric host with whatever its family has besides. */
export function resolve(host: string, family: number): [string, number, number?, number?] {
  const [first] = lookUp(host, null, { family });
  return first?.[4] as [string, number, number?, number?];
}

/** International names go to the resolver in the form of IDNA. */
function asciiHost(host: string): string {
  if (host.includes('\0')) throw new ValueError('the host has a NUL in it');
  if (/^[\0-\x7f]*$/.test(host)) return host;
  const ascii = domainToASCII(host);
  if (ascii === '') throw new ValueError(`${JSON.stringify(host)} is not a host name`);
  return ascii;
}

/** @param outcome - an EAI_ code, made positive, or a negative errno */
export function lookupError(outcome: number, syscall: string, subject: string): OSError {
  if (outcome < 0) return osError(outcome, subject, syscall);
  const code = codes.get(outcome) ?? `EAI_${outcome}`;
  const text = addon.lookupErrorMessage(outcome);
  return new OSError(`${code}: ${text}, ${syscall} (${subject})`, {
    code,
    errno: -outcome,
    syscall,
  });
}
