/**
 * Objects of this package that are nothing outside their process: a clone would be an empty shell.
 */
type Kind = (object: object) => boolean;

const kinds: Kind[] = [];

/** To be called once for each kind. */
export function bindToProcess(owns: Kind): void {
  kinds.push(owns);
}

export function isBoundToProcess(object: object): boolean {
  return kinds.some((owns) => owns(object));
}
