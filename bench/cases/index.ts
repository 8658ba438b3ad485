import type { Suite } from '../results/index.js';
import { callCases } from './calls.js';
import type { Case, Scope } from './case.js';
import { chatCases } from './chat.js';
import { echoCases } from './echo.js';
import { gilCases } from './gil.js';
import { messageCases } from './messages.js';
import { registerCases } from './register.js';
import { waitCases } from './wait.js';
import { wakeupCases } from './wakeup.js';

export { METRICS } from './metrics.js';
export type { Case, Scope };

const CASES: Readonly<Record<Suite, (scope: Scope) => readonly Case[]>> = {
  wait: waitCases,
  register: registerCases,
  wakeup: wakeupCases,
  echo: echoCases,
  chat: chatCases,
  gil: gilCases,
  calls: callCases,
  messages: messageCases,
};

/** Those that are of interest to who works on the package, who has peers beside it. */
export function needsPeers(suite: Suite): boolean {
  return suite === 'calls' || suite === 'messages';
}

export function casesOf(suites: readonly Suite[], scope: Scope): Case[] {
  return suites
    .filter((suite) => scope.peers || !needsPeers(suite))
    .flatMap((suite) => CASES[suite](scope));
}
