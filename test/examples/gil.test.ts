import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isBrowserMissing, launchBrowser } from './browser.js';
import { type Ending, Program } from './program.js';

const folder = mkdtempSync(join(tmpdir(), 'selectors-ts-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** With an absolute path it needs no PATH but for python3. */
async function run(args: readonly string[], shell = ':'): Promise<Ending> {
  await using program = new Program('gil/main.js', args, `cd ${folder}; ${shell}`);
  return await program.end();
}

/** For some fifty threads one after the other and the same in Python, on a busy machine. */
const RUN_TIMEOUT_MS = 90_000;
let ending: Ending;
beforeAll(async () => {
  ending = await run(['--quick', '--trace', 'trace.json']);
}, RUN_TIMEOUT_MS);

const FIGURES = String.raw`[\d.]+ ms +-?[\d.]+ (ms|×)`;
const ROWS = [
  '1 thread',
  '2 threads',
  '4 threads',
  '2 free threads (gil: null)',
  '4 free threads',
  '2 processes',
  '1 thread',
  '4 threads',
  '16 threads',
  'on its own',
  'beside a CPU thread',
  'the same, switch interval 0.5 ms',
];

function rowsOf(stdout: string): string[] {
  return stdout.split('\n').filter((line) => /^ {2}[^ ].* (ms|×|–)$/.test(line));
}

it('prints a table with CPython beside it, and where the picture is', () => {
  const { code, stdout, stderr } = ending;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^ +here +CPython 3\.\d+/m);
  const rows = rowsOf(stdout);
  expect(rows.map((row) => row.slice(2).replace(/ {2,}.*/, ''))).toEqual(ROWS);
  for (const row of rows) {
    const isFree = row.includes('free');
    expect(row).toMatch(new RegExp(`${FIGURES} +${isFree ? '– +–' : FIGURES}$`));
  }
  expect(stdout).toContain(join(folder, 'gil-timeline.html'));
  expect(stdout).toContain(join(folder, 'trace.json'));
});

it(
  'says in the table that there is no python3',
  async () => {
    const { code, stdout } = await run(['--quick'], 'PATH=/nowhere');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ +here +no python3 here$/m);
    const rows = rowsOf(stdout);
    expect(rows).toHaveLength(ROWS.length);
    for (const row of rows) expect(row).toMatch(new RegExp(`${FIGURES} +– +–$`));
  },
  RUN_TIMEOUT_MS,
);

it.each([
  [['--hmtl', 'x'], "Unknown option '--hmtl'"],
  [['--html', '/nowhere/x.html'], 'ENOENT: no such file or directory'],
])('says in one line what is wrong with %j', async (args, message) => {
  const { code, stdout, stderr } = await run(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^[^\n]+\n$/);
  expect(stderr).toContain(message);
});

describe('the trace for Perfetto', () => {
  interface TraceEvent {
    ph: string;
    name: string;
    pid: number;
    tid: number;
    ts: number;
    dur: number;
    args: { name?: string };
  }
  let events: TraceEvent[];
  beforeAll(() => {
    events = JSON.parse(readFileSync(join(folder, 'trace.json'), 'utf8')).traceEvents;
  });

  it('names each process and each thread', () => {
    const keyOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
    const named = (name: string) =>
      events.filter((event) => event.ph === 'M' && event.name === name);
    const complete = events.filter(({ ph }) => ph === 'X');
    const threads = named('thread_name').map(keyOf);
    expect(new Set(threads).size).toBe(threads.length);
    expect(new Set(complete.map(keyOf))).toEqual(new Set(threads));
    expect(new Set(named('process_name').map(({ pid }) => pid))).toEqual(
      new Set(complete.map(({ pid }) => pid)),
    );
    for (const { args } of named('thread_name')) expect(args.name).toMatch(/^(CPU|I\/O)( \d)?$/);
  });

  it('has intervals in microseconds, one after the other in each thread', () => {
    const ends = new Map<string, number>();
    for (const { ph, pid, tid, name, ts, dur } of events) {
      expect(['M', 'X']).toContain(ph);
      expect([Number.isInteger(pid), Number.isInteger(tid)]).toEqual([true, true]);
      if (ph !== 'X') continue;
      expect(['running', 'waiting for the GIL', 'in I/O']).toContain(name);
      const key = `${pid} ${tid}`;
      // The sum of two rounded numbers.
      expect(ts).toBeGreaterThanOrEqual((ends.get(key) ?? 0) - 1e-3);
      expect(dur).toBeGreaterThanOrEqual(0);
      expect(ts + dur).toBeLessThanOrEqual(60_000.001);
      ends.set(key, ts + dur);
    }
  });

  it('never has two threads of a process running at once', () => {
    expect(events.some(({ name }) => name === 'running')).toBe(true);
    for (const pid of new Set(events.map((event) => event.pid))) {
      const running = events
        .filter((event) => event.pid === pid && event.name === 'running')
        .sort((a, b) => a.ts - b.ts);
      for (const [index, { ts, dur }] of running.slice(0, -1).entries()) {
        expect(ts + dur).toBeLessThanOrEqual((running[index + 1]?.ts ?? 0) + 1e-3);
      }
    }
  });
});

describe.skipIf(isBrowserMissing)('the picture, in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, RUN_TIMEOUT_MS);
  afterAll(() => browser.close());

  const url = pathToFileURL(join(folder, 'gil-timeline.html')).href;

  it.each([
    [360, 'light'],
    [1400, 'dark'],
  ] as const)('at a width of %d, %s', async (width, colorScheme) => {
    await using page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (request.url() !== url && !request.url().startsWith('data:'))
        complaints.push(request.url());
    });
    await page.goto(url);
    const names = await page
      .locator('svg.timeline')
      .evaluateAll((charts) =>
        charts.map((chart) =>
          Array.from(chart.querySelectorAll('.lane .name'), ({ textContent }) => textContent),
        ),
      );
    expect(names).toEqual([
      ['CPU 1', 'CPU 2'],
      ['CPU', 'I/O'],
      ['CPU', 'I/O'],
      ['I/O 1', 'I/O 2', 'I/O 3', 'I/O 4'],
    ]);
    const boxes = (selector: string) =>
      page
        .locator(selector)
        .evaluateAll((texts) => texts.map((text) => text.getBoundingClientRect().toJSON()));
    for (const { right } of await boxes('.lane text')) expect(right).toBeLessThanOrEqual(width);
    const ticks = await boxes('.tick');
    for (const [index, { right, top }] of ticks.entries()) {
      const next = ticks[index + 1];
      expect(right).toBeLessThanOrEqual(next?.top === top ? next.left : width);
    }
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);

    const tip = page.locator('#tip');
    expect(await tip.isVisible()).toBe(false);
    await page.locator('.lane .target').first().hover({ force: true });
    expect(await tip.textContent()).toMatch(
      /^CPU 1: (running|waiting for the GIL)(, then forced off)?\n[\d.]+ ms, from [\d.]+ to [\d.]+ ms$/,
    );
    await page.mouse.move(1, 1);
    expect(await tip.isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });
});
