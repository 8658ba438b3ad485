import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderPage, renderScalingSvg } from '../../bench/report/page/index.js';
import type { Results } from '../../bench/results/index.js';
import { isBrowserMissing, launchBrowser } from '../examples/browser.js';
import { evilResults, MARKUP } from './page/evil.js';
import { overlappingTexts, shownMarks, shownTexts, textsOutside } from './page/look.js';
import { sampleResults } from './page/sample.js';

const folder = mkdtempSync(join(tmpdir(), 'selectors-ts-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LOOKS = [
  [360, 'light'],
  [360, 'dark'],
  [1400, 'light'],
  [1400, 'dark'],
] as const;
const BROWSER_TIMEOUT_MS = 120_000;
const LEAST_LETTERS_PX = 11;
/** Of WCAG, level AA. */
const LEAST_CONTRAST = 4.5;

describe.skipIf(isBrowserMissing)('in Chromium', { timeout: BROWSER_TIMEOUT_MS }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, BROWSER_TIMEOUT_MS);
  afterAll(() => browser.close());

  /** Opens a file, and returns what it complains of too. */
  async function opened(
    name: string,
    text: string,
    [width, colorScheme]: (typeof LOOKS)[number],
  ): Promise<{ page: Page; complaints: string[] }> {
    const file = join(folder, name);
    writeFileSync(file, text);
    const url = pathToFileURL(file).href;
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => complaints.push(dialog.message()));
    page.on('request', (request) => {
      const asked = request.url();
      if (asked !== url && !asked.startsWith('data:')) complaints.push(asked);
    });
    await page.goto(url);
    return { page, complaints };
  }

  const openDetails = (page: Page) =>
    page.locator('details').evaluateAll((all) => {
      for (const each of all) each.setAttribute('open', '');
    });

  const html = new Map<string, string>();
  beforeAll(() => {
    html.set('backends', renderPage(sampleResults()));
    html.set('peers', renderPage(sampleResults({ peers: true })));
  });

  it.each(LOOKS)('draws all charts at a width of %d, %s', async (...look) => {
    const { page, complaints } = await opened('page.html', html.get('backends')!, look);
    expect(await page.evaluate(shownMarks)).toEqual({
      scaling: 3 * 3,
      registration: 3 * 2 * 3,
      'latency-wakeup': 3 * 3,
      'latency-echo': 3 * 3,
      'latency-chat': 3,
      echo: 2 * 3 * 3,
      chat: 2 * 3,
      gil: 4 + 1,
    });
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.each(LOOKS)('can be read at a width of %d, %s', async (...look) => {
    const [width] = look;
    const { page, complaints } = await opened('peers.html', html.get('peers')!, look);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(await page.evaluate(overlappingTexts)).toEqual([]);
    expect(await page.evaluate(textsOutside)).toEqual([]);
    await openDetails(page);
    const texts = await page.evaluate(shownTexts);
    expect(texts.length).toBeGreaterThan(1000);
    const bad = texts.filter(
      ({ sizePx, contrast, left, right, isScrolled }) =>
        sizePx < LEAST_LETTERS_PX ||
        contrast < LEAST_CONTRAST ||
        (!isScrolled && (left < 0 || right > width)),
    );
    expect(bad).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.each([760, 768, 820, 1024])('has no letters too small at a width of %d', async (width) => {
    const look = [width, 'light'] as unknown as (typeof LOOKS)[number];
    const { page } = await opened('between.html', html.get('backends')!, look);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    const sizes = (await page.evaluate(shownTexts)).map(({ sizePx }) => sizePx);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(LEAST_LETTERS_PX);
    await page.close();
  });

  it.each(['light', 'dark'] as const)('shows the rounds of a figure, %s', async (colorScheme) => {
    const { page } = await opened('rounds.html', html.get('backends')!, [360, colorScheme]);
    await page.locator('.figures > details > summary').first().click();
    const rounds = page.locator('.figures table details').first();
    await rounds.locator('summary').click();
    expect(await rounds.innerText()).toMatch(/^9\n(\d+\sns(, |$)){9}$/);
    await page.close();
  });

  it('lets nothing in the results become markup', async () => {
    const results: Results = evilResults();
    const { page, complaints } = await opened('evil.html', renderPage(results), [360, 'light']);
    await openDetails(page);
    expect(await page.locator('script, img, b, [onerror], [onclick]').count()).toBe(0);
    expect(await page.locator('.advice li').innerText()).toContain(MARKUP);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(complaints).toEqual([]);
    await page.close();
  });

  describe('the picture for a README', () => {
    const CASES: ReadonlyArray<readonly [string, () => Results]> = [
      ['backends', () => sampleResults()],
      ['peers', () => sampleResults({ peers: true })],
      ['markup', evilResults],
      ['nothing', () => ({ ...sampleResults(), cases: [] })],
    ];

    it.each(CASES)('is well-formed: %s', async (_, results) => {
      const page = await browser.newPage();
      const errors = await page.evaluate((svg) => {
        const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
        const foreign = parsed.querySelectorAll(
          ':not(svg, svg *), script, image, foreignObject, a',
        );
        return [
          parsed.documentElement.localName,
          parsed.querySelector('parsererror'),
          foreign.length,
        ];
      }, renderScalingSvg(results()));
      expect(errors).toEqual(['svg', null, 0]);
      await page.close();
    });

    it.each(['light', 'dark'] as const)('is an image that can be read, %s', async (colorScheme) => {
      const svg = renderScalingSvg(sampleResults({ peers: true }));
      writeFileSync(join(folder, 'scaling.svg'), svg);
      const { page, complaints } = await opened('scaling.svg', svg, [1400, colorScheme]);
      const texts = await page.evaluate(() => {
        const paper = document.querySelector('.paper')!;
        const { left, right, bottom } = paper.getBoundingClientRect();
        return Array.from(document.querySelectorAll('text'), (text) => {
          const box = text.getBoundingClientRect();
          const { fill, fontSize } = getComputedStyle(text);
          return {
            text: text.textContent,
            isInside: box.left >= left && box.right <= right && box.bottom <= bottom,
            isSeen: fill.startsWith('rgb(') && fill !== getComputedStyle(paper).fill,
            sizePx: Number.parseFloat(fontSize),
          };
        });
      });
      expect(texts.length).toBeGreaterThan(25);
      for (const each of texts) expect(each).toMatchObject({ isInside: true, isSeen: true });
      expect(Math.min(...texts.map(({ sizePx }) => sizePx))).toBeGreaterThanOrEqual(13);
      expect(await page.evaluate(overlappingTexts)).toEqual([]);
      expect(await page.locator('.line path').count()).toBe(3 * 7);
      expect(complaints).toEqual([]);
      await page.close();
    });

    it('keeps its size and its colours as an image of another page', async () => {
      writeFileSync(join(folder, 'image.svg'), renderScalingSvg(sampleResults()));
      const { page, complaints } = await opened('readme.html', '<img src="image.svg">', [
        1400,
        'dark',
      ]);
      const size = await page
        .locator('img')
        .evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]);
      expect(size[0]).toBe(892);
      expect(size[1]).toBeGreaterThan(400);
      expect(complaints.filter((each) => !each.endsWith('image.svg'))).toEqual([]);
      await page.close();
    });
  });
});
