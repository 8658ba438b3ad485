/** The charts of the page in their order, those of them whose cases were measured. */
import type { CaseResult, Suite } from '../../results/index.js';
import { barsFigure, linesFigure } from './figure.js';
import { barChart } from './groups.js';
import { escaped } from './markup.js';
import { percentileChart } from './percentiles.js';
import { scalingChart } from './scaling.js';

type Cases = readonly CaseResult[];

interface Section {
  readonly title: string;
  readonly text: string;
  readonly figures: (cases: Cases) => string[];
}

const SECTIONS: readonly Section[] = [
  {
    title: 'What a wait costs',
    text: 'One call of select(0) that finds descriptors ready. Lower is better, and where a line is flat, more descriptors cost nothing. Both axes are logarithmic.',
    figures: (cases) => {
      const chart = scalingChart(cases);
      return chart ? [linesFigure('scaling', chart)] : [];
    },
  },
  {
    title: 'Registration and memory',
    text: 'What it costs to have a descriptor watched, and what a registered one takes.',
    figures: registration,
  },
  {
    title: 'Latency',
    text: 'How long all but the slowest take: at 99, one in a hundred takes longer. Lower is better. The axis gives as much room to 90–99 % as to 99–99.9 %.',
    figures: (cases) => {
      const charts: Array<[Suite, string]> = [
        ['wakeup', 'A thread that waits is woken by another: there and back'],
        ['echo', 'TCP echo: from sending a message to its echo'],
        ['chat', 'Chat: from sending a message to the last who gets it'],
      ];
      return charts.flatMap(([suite, title]) => {
        const chart = percentileChart(title, cases, suite);
        return chart ? [linesFigure(`latency-${suite}`, chart)] : [];
      });
    },
  },
  {
    title: 'Servers with many connections',
    text: 'Messages of 64 bytes. A server that needs less CPU time for each has more left for its own work.',
    figures: (cases) => [...server('echo', 'TCP echo', cases), ...server('chat', 'Chat', cases)],
  },
  {
    title: 'Threads and processes',
    text: 'The same work, spread over threads with one Gil, threads without, and processes.',
    figures: (cases) =>
      barsOf(
        'gil',
        cases
          .filter(({ suite }) => suite === 'gil')
          .map((each) => barChart(capitalized(each.name), [each], each.metric)),
      ),
  },
];

export function sections(cases: Cases): string {
  return SECTIONS.map(({ title, text, figures }) => ({ title, text, html: figures(cases) }))
    .filter(({ html }) => html.length > 0)
    .map(
      ({ title, text, html }) => `<section>
<h2>${escaped(title)}</h2>
<p>${escaped(text)}</p>
${html.join('\n')}
</section>`,
    )
    .join('\n');
}

const OPERATIONS: Readonly<Record<string, string>> = {
  'register and unregister': 'register() and unregister()',
  modify: 'modify()',
  memory: 'Memory for each registered descriptor',
};

function registration(cases: Cases): string[] {
  const own = cases.filter(({ suite }) => suite === 'register');
  const operationOf = ({ parameters, name }: CaseResult) => parameters.operation ?? name;
  const operations = [...new Set(own.map(operationOf))];
  return barsOf(
    'registration',
    operations.map((operation) => {
      const measured = own.filter((each) => operationOf(each) === operation);
      const title = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : operation;
      return barChart(title ?? operation, measured, measured[0]?.metric ?? 'time');
    }),
  );
}

function server(suite: Suite, name: string, cases: Cases): string[] {
  const own = cases.filter((each) => each.suite === suite);
  return barsOf(suite, [
    barChart(`${name}: CPU time for each message`, own, 'cpu'),
    barChart(`${name}: messages a second`, own, 'rate'),
  ]);
}

function barsOf(id: string, charts: ReadonlyArray<ReturnType<typeof barChart>>): string[] {
  const measured = charts.filter((chart) => chart !== null);
  return measured.length === 0 ? [] : [barsFigure(id, measured)];
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
