/** A number as people write it: `1,000`. */
export function counted(n: number): string {
  return n.toLocaleString('en-US');
}
