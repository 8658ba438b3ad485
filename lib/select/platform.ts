import { NotImplementedError } from '../errors/index.js';

/**
 * @param name - the class's, as text: bundlers rename the class itself
 * @throws NotImplementedError naming the platform, unless the class works here
 */
export function requireAvailable(name: string, isAvailable: boolean): void {
  if (!isAvailable) {
    throw new NotImplementedError(`${name} is not available on ${process.platform}`);
  }
}
