/** The results as one HTML page that needs nothing else: no script, no file beside it, no network. */
import type { CaseResult, Results } from '../../results/index.js';
import { machineLine, machineList, runList } from './machine.js';
import { escaped } from './markup.js';
import { sections } from './sections.js';
import { style } from './style.js';
import { tables } from './table.js';

const INCOMPLETE = 'This run was ended early: not all that was planned has been measured.';

export function renderPage(results: Results): string {
  const { machine, advice, notes, cases } = results;
  const title = titleOf(cases);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<style>
${style}</style>
</head>
<body>
<header>
<h1>${escaped(title)}</h1>
<p class="machine">${escaped(machineLine(results))}</p>
<details>
<summary>How it was measured</summary>
${runList(results)}
</details>
${results.complete ? '' : `<p class="incomplete">${INCOMPLETE}</p>`}
</header>
<main>
${listOf('advice', 'What the figures say', advice)}
${listOf('notes', 'Notes', notes)}
${sections(cases)}
${cases.length === 0 ? '<p>Nothing was measured.</p>' : allFigures(cases)}
<section>
<h2>The machine</h2>
${machineList(machine)}
</section>
</main>
</body>
</html>
`;
}

function allFigures(cases: readonly CaseResult[]): string {
  return `<section class="figures">
<h2>All figures</h2>
<p>Medians over the rounds, and the interval in which the median lies with a confidence of 95&nbsp;%; with fewer
than six rounds, all their range. A figure is noisy if that interval is wider than a fifth of it.</p>
${tables(cases)}
</section>`;
}

function titleOf(cases: readonly CaseResult[]): string {
  const measured = cases
    .flatMap(({ contenders }) => contenders)
    .filter(({ kind, absent }) => kind === 'backend' && absent === undefined)
    .map(({ name }) => name);
  const names = [...new Set(measured)];
  if (names.length === 0) return 'selectors-ts on this machine';
  return `${new Intl.ListFormat('en-GB').format(names)} on this machine`;
}

function listOf(name: string, title: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  return `<div class="${name}">
<h2>${title}</h2>
<ul>
${items.map((item) => `<li>${escaped(item.replaceAll(' %', '\u00a0%'))}</li>`).join('\n')}
</ul>
</div>`;
}
