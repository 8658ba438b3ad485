import { writeFileSync } from 'node:fs';
import type { Results } from './results/index.js';

/** Where to write what; nothing is written that has no path. */
export interface Files {
  readonly json?: string;
  readonly html?: string;
  readonly svg?: string;
}

/** @returns the paths */
export async function writeFiles(results: Results, { json, html, svg }: Files): Promise<string[]> {
  const written: string[] = [];
  const write = (path: string, text: string) => {
    writeFileSync(path, text);
    written.push(path);
  };
  if (json !== undefined) write(json, `${JSON.stringify(results, null, 2)}\n`);
  if (html === undefined && svg === undefined) return written;
  const { renderPage, renderScalingSvg } = await import('./report/page/index.js');
  if (html !== undefined) write(html, renderPage(results));
  if (svg !== undefined) write(svg, renderScalingSvg(results));
  return written;
}
