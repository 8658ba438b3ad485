import { describe, expect, it } from 'vitest';
import { renderPage } from '../../bench/report/page/index.js';
import { type Results, SUITES } from '../../bench/results/index.js';
import { evilResults, MARKUP } from './page/evil.js';
import { parsed } from './page/parsed.js';
import { sampleResults } from './page/sample.js';

const textsOf = (root: ParentNode, selector: string) =>
  Array.from(root.querySelectorAll(selector), ({ textContent }) => textContent ?? '');

const withCases = (results: Results, ...suites: readonly string[]): Results => ({
  ...results,
  cases: results.cases.filter(({ suite }) => suites.includes(suite)),
});

/** On wide screens; a group has a path for each of its panels. */
const linesOf = (root: ParentNode) => root.querySelectorAll('.wide .line path').length;
const barsOf = (root: ParentNode) => root.querySelectorAll('.wide .bar rect').length;

describe('what was measured', () => {
  const FIGURES: Record<string, string[]> = {
    wait: ['scaling'],
    register: ['registration'],
    wakeup: ['latency-wakeup'],
    echo: ['latency-echo', 'echo'],
    chat: ['latency-chat', 'chat'],
    gil: ['gil'],
    calls: [],
    messages: [],
  };

  it.each(SUITES.map((suite) => [suite, FIGURES[suite]]))('%s has the charts %j', (suite, ids) => {
    const page = parsed(renderPage(withCases(sampleResults(), suite)));
    const all = Array.from(page.querySelectorAll('[id]'), ({ id }) => id);
    expect(all).toEqual(ids);
  });

  it('has its charts and nothing else, in order', () => {
    const page = parsed(renderPage(sampleResults()));
    expect(textsOf(page, 'h1, h2')).toEqual([
      'select, poll and epoll on this machine',
      'What the figures say',
      'Notes',
      'What a wait costs',
      'Registration and memory',
      'Latency',
      'Servers with many connections',
      'Threads and processes',
      'All figures',
      'The machine',
    ]);
  });

  it('may be nothing', () => {
    const page = parsed(renderPage({ ...sampleResults(), cases: [], advice: [], notes: [] }));
    expect(textsOf(page, 'h1, h2')).toEqual(['selectors-ts on this machine', 'The machine']);
    expect(textsOf(page, 'main p')).toEqual(['Nothing was measured.']);
  });

  it('may be one backend', () => {
    const results = sampleResults();
    const cases = results.cases.map((each) => ({
      ...each,
      contenders: each.contenders.filter(({ name }) => name === 'epoll'),
    }));
    const page = parsed(renderPage({ ...results, cases }));
    expect(textsOf(page, 'h1')).toEqual(['epoll on this machine']);
    expect(linesOf(page.querySelector('#scaling')!)).toBe(3);
    expect(barsOf(page.querySelector('#registration')!)).toBe(6);
    expect(page.querySelector('#gil')).toBeNull();
  });

  it('may be one number of descriptors', () => {
    const results = withCases(sampleResults(), 'wait');
    const cases = results.cases.filter(({ parameters }) => parameters.registered === 1000);
    const page = parsed(renderPage({ ...results, cases }));
    expect(textsOf(page, '.wide [aria-label="x-axis tick label"] text')).toEqual([
      '1k',
      '1k',
      '1k',
    ]);
    expect(page.querySelectorAll('.wide .targets circle')).toHaveLength(9);
  });

  it('may be zero or less, which logarithmic axes do not have', () => {
    const results = withCases(sampleResults(), 'wait', 'register');
    const cases = results.cases.map((each) => ({
      ...each,
      contenders: each.contenders.map((contender) => {
        if (contender.name !== 'poll') return contender;
        const metric = { ...contender.metrics[each.metric]!, median: -2, low: -3, high: 0 };
        return { ...contender, metrics: { [each.metric]: metric } };
      }),
    }));
    const html = renderPage({ ...results, cases });
    expect(html).not.toMatch(/NaN|Infinity/);
    const page = parsed(html);
    expect(textsOf(page, '#scaling .legend li')).toEqual(['select', 'epoll']);
    expect(barsOf(page.querySelector('#registration')!)).toBe(18);
  });
});

describe('a contender', () => {
  const page = parsed(renderPage(sampleResults({ peers: true })));

  it.each(['select', 'poll', 'epoll'])('%s has the same colour everywhere', (name) => {
    const labels = Array.from(page.querySelectorAll('.label text')).filter(
      ({ textContent }) => textContent === name,
    );
    const bars = Array.from(page.querySelectorAll('.bar rect')).filter((bar) =>
      bar.textContent?.startsWith(`${name}\n`),
    );
    const fills = [...labels, ...bars.map(({ parentElement }) => parentElement!)].map((element) =>
      element.closest('[fill]')?.getAttribute('fill'),
    );
    expect(fills.length).toBeGreaterThan(30);
    expect(new Set(fills)).toEqual(new Set([`var(--${name})`]));
  });

  it('that is a backend has a marker of its own', () => {
    const markers = new Map(
      Array.from(page.querySelectorAll('#scaling .legend li')).map((item) => [
        item.textContent,
        item.querySelector('[aria-label="dot"] > *')?.outerHTML.replace(/ transform="[^"]*"/, ''),
      ]),
    );
    const own = ['select', 'poll', 'epoll'].map((name) => markers.get(name));
    expect(own).not.toContain(undefined);
    expect(new Set(own).size).toBe(3);
  });

  it('that is none is thinner and dashed', () => {
    const lines = Array.from(page.querySelectorAll('#scaling .legend li')).map((item) => {
      const line = item.querySelector('[aria-label="line"]');
      return [
        item.textContent,
        Number(line?.getAttribute('stroke-width')),
        line?.getAttribute('stroke-dasharray') ?? 'none',
      ] as const;
    });
    const [backends, peers] = [lines.slice(0, 3), lines.slice(3, 7)];
    expect(peers.map(([name]) => name)).toEqual(['C select', 'C poll', 'C epoll', 'python3 epoll']);
    for (const [, width, dash] of peers) {
      expect(width).toBeLessThan(Math.min(...backends.map(([, each]) => each)));
      expect(dash).not.toBe('none');
    }
  });

  it('that is absent has its reason in the table', () => {
    const row = Array.from(page.querySelectorAll('tr')).find(({ textContent }) =>
      textContent?.includes('asyncio'),
    );
    expect(textsOf(row!, 'td')).toEqual(['not measured: python3 is not installed']);
  });
});

describe('figures', () => {
  const results = sampleResults({ peers: true });
  const page = parsed(renderPage(results));
  const metrics = results.cases.flatMap(({ contenders }) =>
    contenders.flatMap((contender) => Object.values(contender.metrics)),
  );

  it('are all in the table, with their rounds', () => {
    const rounds = Array.from(page.querySelectorAll('table details'));
    expect(rounds).toHaveLength(metrics.length);
    for (const each of rounds) {
      expect(each.querySelector('summary')?.textContent).toBe('9');
      expect(each.textContent?.split(', ')).toHaveLength(9);
    }
  });

  it('are marked where they are noisy', () => {
    const noisy = metrics.filter((metric) => metric.noisy).length;
    expect(noisy).toBeGreaterThan(0);
    expect(page.querySelectorAll('mark')).toHaveLength(noisy);
    const ofWaits = results.cases
      .filter(({ suite }) => suite === 'wait')
      .flatMap(({ contenders }) => contenders.filter(({ metrics }) => metrics.time?.noisy));
    const hollow = page.querySelectorAll('#scaling .wide .dots [fill="var(--paper)"]');
    expect(hollow).toHaveLength(ofWaits.length);
    expect(textsOf(page, '#scaling .legend li').at(-1)).toBe('~ noisy');
    expect(
      textsOf(page, '#registration text').filter((text) => text.endsWith(' noisy')),
    ).not.toEqual([]);
  });

  it('have no legend for noise where there is none', () => {
    const calm = JSON.parse(JSON.stringify(results), (key, value) =>
      key === 'noisy' ? false : value,
    ) as Results;
    const html = renderPage({ ...calm, notes: [], advice: [] });
    expect(textsOf(parsed(html), '.legend li, mark, svg text').join('\n')).not.toContain('noisy');
  });
});

it('describes every chart in words', () => {
  const page = parsed(renderPage(sampleResults()));
  const label = page.querySelector('#scaling .wide svg')?.getAttribute('aria-label');
  expect(label).toMatch(
    /^Time of a wait by the number of descriptors registered\. 1 ready: select 5\d\d\sns at 10 registered, 11\d\sµs at 10,000 registered; poll /,
  );
  for (const svg of page.querySelectorAll('svg')) {
    const isInLegend = svg.closest('.legend') !== null;
    expect(svg.getAttribute('role')).toBe(isInLegend ? null : 'img');
    expect(svg.getAttribute('aria-hidden')).toBe(isInLegend ? 'true' : null);
    if (!isInLegend) expect(svg.getAttribute('aria-label')).toMatch(/\. \w/);
  }
});

it('says that a run was ended early', () => {
  expect(renderPage(sampleResults())).not.toContain('class="incomplete"');
  const page = parsed(renderPage({ ...sampleResults(), complete: false }));
  expect(textsOf(page, '.incomplete')).toEqual([
    'This run was ended early: not all that was planned has been measured.',
  ]);
});

it('tells the machine, the run, and why a backend is missing', () => {
  const page = parsed(renderPage(sampleResults()));
  expect(textsOf(page, '.machine')).toEqual([
    'AMD EPYC 7R13 Processor, 2 cores · Debian GNU/Linux 12 (bookworm) · Node 20.20.2 · selectors-ts 0.1.0 · 1 March 2026',
  ]);
  const entries = Object.fromEntries(
    Array.from(page.querySelectorAll('dl > div'), (entry) => textsOf(entry, 'dt, dd')),
  );
  expect(entries).toMatchObject({
    epoll: 'available, and the default',
    kqueue: 'not available: kqueue() is not available on linux',
    command: 'npx selectors-ts bench --html page.html',
    took: '1 min 23 s',
    kernel: '6.1.0-18-amd64',
    memory: '7.6 GiB',
    'descriptors, at most': '20,000',
  });
});

it.each([
  [12.4, '12 s'],
  [59.7, '1 min 0 s'],
  [119.8, '2 min 0 s'],
])('tells that %d seconds are %j', (durationSeconds, text) => {
  const page = parsed(renderPage({ ...sampleResults(), cases: [], durationSeconds }));
  expect(textsOf(page, 'dd')).toContain(text);
});

it('treats everything in the results as text', () => {
  const harmless = parsed(renderPage(sampleResults({ peers: true })));
  const page = parsed(renderPage(evilResults()));
  const namesOf = (root: Document) =>
    new Set(Array.from(root.querySelectorAll('*'), ({ localName }) => localName));
  expect(namesOf(page)).toEqual(namesOf(harmless));
  for (const element of page.querySelectorAll('*')) {
    for (const { name } of element.attributes) expect(name).not.toMatch(/^on/);
  }
  for (const place of ['h1', '.machine', '.advice li', '.notes li', 'dd', 'th', '.legend li']) {
    expect(textsOf(page, place).some((text) => text.includes(MARKUP))).toBe(true);
  }
});
