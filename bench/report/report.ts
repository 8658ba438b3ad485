import type { CaseResult, Results } from '../results/index.js';
import { formatBackends } from './backends.js';
import { formatComparisons } from './comparisons.js';
import { formatContenders } from './contenders.js';
import { formatServers } from './servers.js';

const LEGEND = '* best, by more than the spread of rounds   ~ noisy';

/** The tables of a run, and what they say. */
export function formatReport({ cases, notes, advice }: Results): string {
  const [servers, calls] = split(cases, isServer);
  const [ofBackends, others] = split(calls, hasBackends);
  const sections = [
    formatBackends(ofBackends),
    formatServers(servers),
    formatContenders(others),
    cases.some(hasBackends) ? `${LEGEND}\n` : '',
    cases.some(hasPeers) ? formatComparisons(cases) : '',
    paragraphs('What the figures say', advice),
    paragraphs('Notes', notes),
  ];
  return sections.filter((section) => section !== '').join('\n');
}

function split<T>(all: readonly T[], isFirst: (each: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((each) => !isFirst(each))];
}

function isServer({ suite }: CaseResult): boolean {
  return suite === 'echo' || suite === 'chat';
}

function hasPeers({ contenders }: CaseResult): boolean {
  return contenders.some(({ kind }) => kind === 'peer');
}

function hasBackends({ contenders }: CaseResult): boolean {
  return contenders.some(({ kind }) => kind === 'backend');
}

function paragraphs(title: string, texts: readonly string[]): string {
  return texts.length === 0 ? '' : `${title}\n${texts.map((text) => `- ${text}\n`).join('')}`;
}
