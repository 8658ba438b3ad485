/**
 * From what another thread or process has sent to the function to call.
 */
import { types } from 'node:util';
import { compile } from './compile.js';
import { whileLoading } from './loading.js';
import { ADVICE } from './pack.js';
import type { ModuleExport, PackedTarget } from './packed.js';

/** Calls the target. */
export type Call = (...args: unknown[]) => unknown;

/**
 * @param label - names the thread or process in the stack traces of a function that came as text
 * @throws TypeError for a module without that export, or with one that is no function
 * @throws whatever the module throws while it is loaded
 */
export async function loadTarget(packed: PackedTarget, label: string): Promise<Call> {
  if ('module' in packed) {
    return exportOf(packed, await whileLoading(() => import(packed.module)));
  }
  const filename = `${label} target`;
  const target = compile(packed.source, filename)() as Call;
  const explain = (error: unknown) => explained(error, packed.name, filename);
  return (...args) => {
    let result: unknown;
    try {
      result = target(...args);
    } catch (error) {
      throw explain(error);
    }
    if (!types.isPromise(result)) return result;
    return result.catch((error) => {
      throw explain(error);
    });
  };
}

function exportOf({ module, exported }: ModuleExport, namespace: object): Call {
  const value: unknown = Reflect.get(namespace, exported);
  if (typeof value === 'function') return value as Call;
  const fault = Reflect.has(namespace, exported)
    ? `the export ${exported} of ${module} is not a function, but ${typeof value}`
    : `${module} has no export ${exported}`;
  throw new TypeError(`${fault}: a URL's fragment names the function, '#name'`);
}

/** As V8 and JavaScriptCore say it. */
const UNKNOWN_NAME = /^(?<v8>\S+) is not defined$|^Can't find variable: (?<jsc>\S+)$/;

/** A reference error of the target's own text most likely means what it has left behind. */
function explained(error: unknown, name: string, filename: string): unknown {
  if (!(error instanceof ReferenceError)) return error;
  const { v8, jsc } = UNKNOWN_NAME.exec(error.message)?.groups ?? {};
  const identifier = v8 ?? jsc;
  const [top = '', next = ''] = `${error.stack}`.split('\n');
  if (identifier === undefined || !(top.includes(filename) || next.includes(filename))) {
    return error;
  }
  return new ReferenceError(`${identifier} is not defined in ${name}: ${ADVICE}`, { cause: error });
}
