/**
 * From a target as the caller gives it to what can be cloned into another thread or process.
 */
import { types } from 'node:util';
import { describe, ValueError } from '../../errors/index.js';
import { compile } from './compile.js';
import type { FunctionSource, ModuleExport, PackedTarget, Target } from './packed.js';

/** A function's source text leaves behind what it imports and closes over. */
export const ADVICE =
  "a function is carried as its source text, without anything from outside it; give a module's URL " +
  "instead, new URL('./work.js#name', import.meta.url)";

/**
 * @throws TypeError for anything that is neither a self-contained function nor a URL
 * @throws ValueError for a string that is no absolute URL
 */
export function packTarget(target: Target): PackedTarget {
  if (typeof target === 'function') return packFunction(target);
  if (typeof target === 'string') return packUrl(absoluteUrl(target));
  if (isUrl(target)) return packUrl(new URL(target.href));
  throw new TypeError(`target must be a function or a module's URL, not ${describe(target)}`);
}

/** Of whatever realm: jsdom has a class of its own. */
function isUrl(target: unknown): target is URL {
  return Object.prototype.toString.call(target) === '[object URL]';
}

function absoluteUrl(text: string): URL {
  // C:\work.js would pass for one.
  if (URL.canParse(text) && !/^[a-z]:/i.test(text)) return new URL(text);
  throw new ValueError(
    `target must be an absolute URL, not ${JSON.stringify(text)}: ${adviceFor(text)}`,
  );
}

/** With the caller's path, if it is a relative one, and the name of the export. */
function adviceFor(text: string): string {
  const [path = ''] = text.split('#', 1);
  const fragment = text.slice(path.length);
  const advised = [
    /^\.\.?\/[^'\\\s]*$/.test(path) ? path : './work.js',
    /^#[^'\\\s]+$/.test(fragment) ? fragment : '',
  ];
  return `new URL('${advised.join('')}', import.meta.url)`;
}

function packUrl({ href, hash }: URL): ModuleExport {
  const module = href.slice(0, href.length - hash.length);
  if (hash === '') return { module, exported: 'default' };
  try {
    return { module, exported: decodeURIComponent(hash.slice(1)) };
  } catch (cause) {
    throw new ValueError(`the fragment of ${href} is no name of an export`, { cause });
  }
}

/** `async work() {…}` and `work() {…}`, which are methods, as expressions. */
const METHOD_NAME = /^(async\s+)?[\p{ID_Start}$_][\p{ID_Continue}$]*(?=\s*\()/u;

function packFunction(target: (...args: never[]) => unknown): FunctionSource {
  const name = target.name || 'an anonymous function';
  const source = Function.prototype.toString.call(target);
  if (types.isGeneratorFunction(target)) {
    throw new TypeError(`${name} is a generator function: nobody would run its body`);
  }
  if (/^class\b/.test(source)) throw new TypeError(`${name} is a class, not a function to call`);
  if (/\{\s*\[native code\]\s*\}$/.test(source)) {
    throw new TypeError(`${name} is native or bound, so it has no source text to carry: ${ADVICE}`);
  }
  const expressions = [source, source.replace(METHOD_NAME, '$1function ')];
  const failures = expressions.map((expression) => failureOf(expression, name));
  const index = failures.indexOf(null);
  if (index < 0) {
    const cause = failures.at(-1) as SyntaxError;
    throw new TypeError(`${name} cannot be carried (${cause.message}): ${ADVICE}`, { cause });
  }
  return { name, source: expressions[index] as string };
}

function failureOf(expression: string, name: string): unknown {
  try {
    compile(expression, name);
    return null;
  } catch (error) {
    return error;
  }
}
