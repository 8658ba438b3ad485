import { writeFileSync } from 'node:fs';
import type { Results } from './results/index.js';

/** Where to write what; nothing is written that has no path. */
export interface Files {
  readonly json?: string;
  readonly html?: string;
  readonly svg?: string;
}

/** What has become of a file. */
export interface WrittenFile {
  readonly path: string;
  readonly error?: Error;
}

/** One that cannot be written does not keep the others from it. */
export async function writeFiles(results: Results, files: Files): Promise<WrittenFile[]> {
  const { json, html, svg } = files;
  const written: WrittenFile[] = [];
  const write = (path: string, text: string) => {
    try {
      writeFileSync(path, text);
      written.push({ path });
    } catch (error) {
      written.push({ path, error: error as Error });
    }
  };
  if (json !== undefined) write(json, `${JSON.stringify(results, null, 2)}\n`);
  if (html === undefined && svg === undefined) return written;
  const { renderPage, renderScalingSvg } = await import('./report/page/index.js');
  if (html !== undefined) write(html, renderPage(results));
  if (svg !== undefined) write(svg, renderScalingSvg(results));
  return written;
}
