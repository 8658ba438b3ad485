/**
 * Functions from their source text: node:vm.
 */
import * as vm from 'node:vm';

/**
 * What esbuild and tsx put into functions that are to keep their names: a call of a helper of
 * theirs, which is not carried along.
 */
function __name(target: object, value: string): object {
  return Object.defineProperty(target, 'name', { value, configurable: true });
}

const PROLOGUE = "'use strict'; return (";

/** Imports within the function are resolved as in any module, if the runtime can do that. */
const importModuleDynamically = vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER;

/**
 * Compiles an expression, as strict code as in every module; it is evaluated when the function that
 * comes back is called.
 *
 * @param filename - for stack traces
 * @throws SyntaxError
 */
export function compile(expression: string, filename: string): () => unknown {
  const evaluate = vm.compileFunction(`${PROLOGUE}${expression}\n)`, ['__name'], {
    filename,
    columnOffset: -PROLOGUE.length,
    ...(importModuleDynamically && { importModuleDynamically }),
  });
  return () => evaluate.call(undefined, __name);
}
