/** No descriptor: the end of the list. */
const NONE = -1;

/**
 * The keys of a selector by descriptor, in the order of their registration.
 *
 * Descriptors are small and dense: arrays indexed by them are several times as fast as a `Map`, the
 * more so the more there are. An array with gaps turns sparse by itself, so that no descriptor is too
 * large; the links make it unnecessary ever to walk over the gaps.
 */
export class KeyTable<K> {
  readonly #keys: Array<K | undefined> = [];
  /** By descriptor, the one registered after it and the one before; void where there is no key. */
  readonly #next: number[] = [];
  readonly #previous: number[] = [];
  #first = NONE;
  #last = NONE;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(fd: number): K | undefined {
    return this.#keys[fd];
  }

  /** Replaces the key of a descriptor where it stands, or adds it as the last. */
  set(fd: number, key: K): void {
    if (this.#keys[fd] === undefined) this.#append(fd);
    this.#keys[fd] = key;
  }

  delete(fd: number): void {
    if (this.#keys[fd] === undefined) return;
    this.#keys[fd] = undefined;
    this.#size--;
    const previous = this.#previous[fd] as number;
    const next = this.#next[fd] as number;
    if (previous === NONE) this.#first = next;
    else this.#next[previous] = next;
    if (next === NONE) this.#last = previous;
    else this.#previous[next] = previous;
  }

  clear(): void {
    this.#keys.length = 0;
    this.#first = NONE;
    this.#last = NONE;
    this.#size = 0;
  }

  /** A snapshot, oldest first. */
  entries(): Array<[fd: number, key: K]> {
    const entries: Array<[number, K]> = [];
    for (let fd = this.#first; fd !== NONE; fd = this.#next[fd] as number) {
      entries.push([fd, this.#keys[fd] as K]);
    }
    return entries;
  }

  #append(fd: number): void {
    this.#previous[fd] = this.#last;
    this.#next[fd] = NONE;
    if (this.#last === NONE) this.#first = fd;
    else this.#next[this.#last] = fd;
    this.#last = fd;
    this.#size++;
  }
}
