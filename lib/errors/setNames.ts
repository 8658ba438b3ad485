/**
 * Gives error classes their names where JavaScript's own errors have them: on the prototype, hidden
 * from enumeration. (Not from the classes themselves, which a bundler may rename.)
 */
export function setNames(classes: Record<string, { readonly prototype: Error }>): void {
  for (const [name, { prototype }] of Object.entries(classes)) {
    Object.defineProperty(prototype, 'name', { value: name, configurable: true, writable: true });
  }
}
