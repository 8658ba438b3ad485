/** No page has a link that leads nowhere: in the repository, and in the package what is published there. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const pages = [
  ...readdirSync('.'),
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' }).map((page) => `docs/${page}`),
].filter((page) => page.endsWith('.md'));

const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'ignore'],
});
const files: string[] = JSON.parse(packed)[0].files.map(({ path }: { path: string }) => path);

const isPacked = (path: string) =>
  files.some((file) => file === path || file.startsWith(`${path}/`));

/** Without what is code. */
function textOf(page: string): string {
  return readFileSync(page, 'utf8').replace(/^```[\s\S]*?^```/gm, '');
}

/** As GitHub makes them of headings. */
function anchorsOf(page: string): string[] {
  return [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}\p{Pc} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

const links = pages.flatMap((page) =>
  [
    ...textOf(page)
      .replace(/`[^`]*`/g, '')
      .matchAll(/\]\(([^)\s]+)[^)]*\)|^\[.*?\]: (\S+)/gm),
  ]
    .map((match) => match[1] ?? match[2] ?? '')
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => [page, target] as const),
);

test('there are links', () => {
  expect(links.length).toBeGreaterThan(10);
  expect(isPacked('docs/threads.md')).toBe(true);
  expect(pages).toContain('docs/decisions/slices.md');
});

test.each(links)('%s: %s', (page, target) => {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : join(page, '..', path);
  expect(existsSync(file), `${file} in the repository`).toBe(true);
  if (isPacked(page)) expect(isPacked(file), `${file} in the package`).toBe(true);
  if (anchor !== undefined) expect(anchorsOf(file)).toContain(anchor);
});
