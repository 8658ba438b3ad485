/** Every figure, with the rounds that it comes from. */
import type { CaseResult, ContenderResult, Metric, Suite } from '../../results/index.js';
import { quantity } from '../units.js';
import { escaped } from './markup.js';

const SUITES: Readonly<Record<Suite, string>> = {
  wait: 'Waits',
  register: 'Registration and memory',
  wakeup: 'Wake-up',
  echo: 'TCP echo',
  chat: 'Chat',
  gil: 'Threads and processes',
  calls: 'Calls',
  messages: 'Messages',
};
const COLUMNS = ['contender', 'metric', 'median', 'low – high', 'rounds'];

export function tables(cases: readonly CaseResult[]): string {
  return (Object.keys(SUITES) as Suite[])
    .map((suite) => ({ suite, own: cases.filter((each) => each.suite === suite) }))
    .filter(({ own }) => own.length > 0)
    .map(({ suite, own }) => tableOf(SUITES[suite], own))
    .join('\n');
}

function tableOf(title: string, cases: readonly CaseResult[]): string {
  const head = COLUMNS.map((column) => `<th scope="col">${column}</th>`).join('');
  return `<details>
<summary>${title} <small>${cases.length} ${cases.length === 1 ? 'case' : 'cases'}</small></summary>
<div class="scrolling" tabindex="0" role="region" aria-label="Figures: ${title}">
<table>
<thead><tr>${head}</tr></thead>
${cases.map(bodyOf).join('\n')}
</table>
</div>
</details>`;
}

function bodyOf({ name, contenders, constants = {} }: CaseResult): string {
  const known = Object.entries(constants).map(
    ([constant, value]) =>
      `<tr><th scope="row">${escaped(constant)}</th><td colspan="4">${value}, a constant</td></tr>`,
  );
  return `<tbody>
<tr><th scope="rowgroup" colspan="${COLUMNS.length}">${escaped(name)}</th></tr>
${[...contenders.flatMap(rowsOf), ...known].join('\n')}
</tbody>`;
}

function rowsOf({ name, absent, metrics }: ContenderResult): string[] {
  const entries = Object.entries(metrics);
  if (absent !== undefined || entries.length === 0) {
    const reason = `not measured${absent === undefined ? '' : `: ${absent}`}`;
    return [
      `<tr><th scope="row">${escaped(name)}</th><td colspan="4">${escaped(reason)}</td></tr>`,
    ];
  }
  return entries.map(([key, metric], index) => {
    const heading =
      index === 0 ? `<th scope="row" rowspan="${entries.length}">${escaped(name)}</th>` : '';
    return `<tr>${heading}${cells(key, metric)}</tr>`;
  });
}

function cells(key: string, { median, low, high, unit, noisy, rounds }: Metric): string {
  const text = (value: number) => quantity(value, unit);
  const mark = noisy ? '<mark>~ noisy</mark> ' : '';
  return [
    `<td>${escaped(key)}</td>`,
    `<td class="figure">${mark}${text(median)}</td>`,
    `<td class="figure">${text(low)} – ${text(high)}</td>`,
    `<td><details><summary>${rounds.length}</summary>${rounds.map(text).join(', ')}</details></td>`,
  ].join('');
}
