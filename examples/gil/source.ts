/** A file beside the sources of this example that the compiler leaves where it is. */
export function source(path: string): URL {
  return new URL(`../../../examples/gil/${path}`, import.meta.url);
}
