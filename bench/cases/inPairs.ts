/** The sockets that are registered come in pairs: odd numbers are rounded up. */
export function inPairs(numbers: readonly number[]): number[] {
  return [...new Set(numbers.map((number) => number + (number % 2)))];
}
