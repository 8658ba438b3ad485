import { readFileSync } from 'node:fs';
import { core } from 'zod';
import { type Results, resultsSchema } from './schema.js';

/**
 * What a run has left in a file.
 *
 * @throws Error of one line, which names the file and the first thing that is wrong with it
 */
export function readResults(path: string): Results {
  const parsed = resultsSchema.safeParse(parseFile(path));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place =
    issue === undefined || issue.path.length === 0 ? '' : `${core.toDotPath(issue.path)}: `;
  throw fault(path, `no results of this benchmark: ${place}${issue?.message}`);
}

function parseFile(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw fault(path, 'cannot be read', error);
  }
  try {
    return JSON.parse(text, withoutControls);
  } catch (error) {
    throw fault(path, 'no JSON', error);
  }
}

/** What is read will be printed, and a terminal would take these for its own. */
function withoutControls(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll(/\p{Cc}+/gu, ' ') : value;
}

/** Parsers quote what they have read, line breaks and all. */
function fault(path: string, problem: string, cause?: unknown): Error {
  const reason = cause instanceof Error ? `: ${cause.message}` : '';
  return new Error(`${path}: ${`${problem}${reason}`.replaceAll(/\s+/g, ' ')}`, { cause });
}
