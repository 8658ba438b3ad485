/**
 * What was read from a binary, and what of it is not as it should be.
 */
export class Findings {
  readonly properties: Record<string, string> = {};
  readonly violations: string[] = [];

  note(property: string, value: string): void {
    this.properties[property] = value;
  }

  refuse(violation: string): void {
    this.violations.push(violation);
  }

  /** A property that can only be the expected one. */
  is(property: string, value: string, expected: string): void {
    this.note(property, value);
    if (value !== expected) this.refuse(`${property}: ${value} instead of ${expected}`);
  }

  /** A property that is a list, of what is allowed and has in it what is required. */
  only(
    property: string,
    items: readonly string[],
    allowed: readonly string[],
    required: readonly string[],
  ): void {
    this.note(property, items.join(' ') || 'none');
    const others = items.filter((item) => !allowed.includes(item));
    this.refuseAll(property, others);
    const missing = required.filter((item) => !items.includes(item));
    this.refuseAll(`${property} without`, missing);
  }

  /** The symbols that others must bring: how many of them come from where, which must be two places. */
  imports(symbols: readonly string[], originOf: (symbol: string) => string | undefined): void {
    const counts = new Map<string, number>();
    const unknown: string[] = [];
    for (const symbol of symbols) {
      const origin = originOf(symbol);
      if (origin) counts.set(origin, (counts.get(origin) ?? 0) + 1);
      else unknown.push(symbol);
    }
    const summary = [...counts].map(([origin, count]) => `${count} from ${origin}`).sort();
    this.note('imports', summary.join(', ') || 'none');
    this.refuseAll('nobody will be there to bring', unknown);
    if (counts.size !== 2) this.refuse(`imports only ${this.properties.imports}`);
  }

  /** There may be hundreds of them, in a binary of another kind. */
  refuseAll(violation: string, items: readonly string[]): void {
    if (items.length === 0) return;
    const more = items.length > 12 ? ` and ${items.length - 12} more` : '';
    this.refuse(`${violation}: ${items.slice(0, 12).join(' ')}${more}`);
  }
}
