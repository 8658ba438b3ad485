import { NotImplementedError } from '../errors/index.js';

/** What works on one system only says so in a static `isAvailable`. */
export interface Availability {
  readonly name: string;
  readonly isAvailable: boolean;
}

/** @throws NotImplementedError naming the platform, unless the class works here */
export function requireAvailable(Class: Availability): void {
  if (!Class.isAvailable) {
    throw new NotImplementedError(`${Class.name} is not available on ${process.platform}`);
  }
}
