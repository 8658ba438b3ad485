/** Logarithmic axes: how far they go, and where they have ticks. */

/** Of the domain, between two ticks of an axis with letters beside each other. */
const LEAST_GAP = 0.15;

export type Domain = readonly [low: number, high: number];

/** As wide as the values, a little wider, and at least as wide as this ratio. */
export function domainOf(values: readonly number[], leastRatio: number): Domain {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const padding = Math.max(Math.sqrt(leastRatio / (high / low)), (high / low) ** 0.06);
  return [low / padding, high * padding];
}

/** Powers of ten, with their doubles and halves where there are few. */
export function ticksOf([low, high]: Domain): number[] {
  const steps = Math.log10(high / low) < 2.5 ? [1, 2, 5] : [1];
  const exponents = Array.from(
    { length: Math.ceil(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 },
    (_, index) => Math.floor(Math.log10(low)) + index,
  );
  return exponents
    .flatMap((exponent) => steps.map((step) => step * 10 ** exponent))
    .filter((tick) => tick >= low && tick <= high);
}

/** Those of the values that are not too close to one before, for letters beside each other. */
export function apart(values: readonly number[], [low, high]: Domain): number[] {
  const kept: number[] = [];
  for (const value of values.toSorted((a, b) => a - b)) {
    const last = kept.at(-1);
    if (last === undefined || Math.log(value / last) >= LEAST_GAP * Math.log(high / low)) {
      kept.push(value);
    }
  }
  return kept;
}

/**
 * Moves values apart until each is at least `gap` of the domain away from the next, and about as far
 * from where it was as its neighbours are; in the order given.
 */
export function spread(values: readonly number[], [low, high]: Domain, gap: number): number[] {
  const span = Math.log(high / low);
  const placeOf = (value: number) => Math.log(value / low) / span;
  const clusters: Array<{ members: number[]; middle: number }> = [];
  const ascending = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
  for (const index of ascending) {
    let cluster = { members: [index], middle: placeOf(values[index]!) };
    for (let last = clusters.at(-1); last !== undefined; last = clusters.at(-1)) {
      const distance = (gap * (last.members.length + cluster.members.length)) / 2;
      if (cluster.middle - last.middle >= distance) break;
      clusters.pop();
      const members = [...last.members, ...cluster.members];
      const places = members.map((member) => placeOf(values[member]!));
      cluster = { members, middle: places.reduce((sum, each) => sum + each, 0) / members.length };
    }
    clusters.push(cluster);
  }
  const spreadOut = [...values];
  for (const { members, middle } of clusters) {
    for (const [rank, index] of members.entries()) {
      const place = middle + gap * (rank - (members.length - 1) / 2);
      spreadOut[index] = low * Math.exp(place * span);
    }
  }
  return spreadOut;
}
