/** What is under way, by name: a soak that hangs says in what. */
export class Pending {
  readonly #names = new Map<symbol, string>();

  async add<T>(name: string, promise: Promise<T>): Promise<T> {
    const key = Symbol();
    this.#names.set(key, name);
    try {
      return await promise;
    } catch (cause) {
      throw new Error(`${name}: ${(cause as Error).message}`, { cause });
    } finally {
      this.#names.delete(key);
    }
  }

  get names(): string[] {
    return [...this.#names.values()];
  }
}
