/**
 * What a module lets its users call, found by reflection: a new export shows up by itself.
 */

export type Callable = (this: unknown, ...args: unknown[]) => unknown;

/** What subclasses of the package's own provide to each other: `protected` in TypeScript. */
export const internal: ReadonlySet<string> = new Set([
  '[text]',
  'changeEvents',
  'interests',
  'kernelObject',
  'kernelObjectReplaced',
  'keyTable',
  'pollableDescriptor',
  'releaseKernelObject',
  'requireOpen',
  'rewatch',
  'takeWakeup',
  'unwatch',
  'waitReady',
  'wakeFd',
  'watch',
  'watchWake',
]);

/** Whatever they are called on, what they say is a matter of its own. */
const printing = ['toString', '[custom]'];

/**
 * `Epoll`, `Epoll.fromfd`, `Epoll.prototype.register` …, each with what is called.
 *
 * @param hidden - names of methods that are left out
 */
export function surface(
  exported: Readonly<Record<string, unknown>>,
  hidden: ReadonlySet<string> = new Set([...internal, ...printing]),
): Map<string, Callable> {
  const found = new Map<string, Callable>();
  for (const [name, value] of Object.entries(exported)) {
    if (typeof value !== 'function') continue;
    found.set(name, value as Callable);
    if (!isClass(value)) continue;
    for (const [key, method] of methodsOf(value, hidden)) found.set(`${name}.${key}`, method);
    for (const [key, method] of methodsOf(value.prototype, hidden)) {
      found.set(`${name}.prototype.${key}`, method);
    }
  }
  return found;
}

export function isClass(value: unknown): value is { readonly prototype: object } {
  return typeof value === 'function' && `${value}`.startsWith('class');
}

/** Its methods and getters, inherited ones too. */
function methodsOf(object: object, hidden: ReadonlySet<string>): Map<string, Callable> {
  const methods = new Map<string, Callable>();
  for (let owner = object; !isBuiltIn(owner); owner = Object.getPrototypeOf(owner)) {
    for (const key of Reflect.ownKeys(owner)) {
      const { value, get } = Object.getOwnPropertyDescriptor(owner, key) ?? {};
      const method = value ?? get;
      // Node 20 has a Symbol.dispose of its own, which it calls nodejs.dispose.
      const name = typeof key === 'symbol' ? `[${key.description?.split('.').at(-1)}]` : key;
      if (typeof method !== 'function' || isClass(method)) continue;
      if (!hidden.has(name) && !methods.has(name)) methods.set(name, method);
    }
  }
  return methods;
}

function isBuiltIn(object: object): boolean {
  return [Object.prototype, Function.prototype, Error.prototype, Error].includes(object as never);
}
