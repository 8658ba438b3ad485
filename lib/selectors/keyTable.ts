/** No descriptor: the end of the list. */
const NONE = -1;

/** Registers a descriptor with the kernel, or takes it away from there; what it throws has changed nothing. */
type Act = () => void;

/**
 * The keys of a selector by descriptor, in the order of their registration.
 *
 * Descriptors are small and dense: arrays indexed by them are several times as fast as a `Map`, the
 * more so the more there are. An array with gaps turns sparse by itself, so that no descriptor is too
 * large; the links make it unnecessary ever to walk over the gaps.
 *
 * A change of the table belongs to a change in the kernel: there are both, or neither. The act comes
 * first, and the table's own function calls nothing after it, for only a call can throw: a RangeError,
 * where the stack is full.
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

  /** Replaces the key of a descriptor where it stands. */
  replace(fd: number, key: K, act: Act): void {
    act();
    this.#keys[fd] = key;
  }

  /** Gives a descriptor a key that stands last, whether it had one before or not. */
  append(fd: number, key: K, act: Act): void {
    this.#put(fd, key, act);
  }

  delete(fd: number, act: Act): void {
    this.#put(fd, undefined, act);
  }

  #put(fd: number, key: K | undefined, act: Act): void {
    act();
    if (this.#keys[fd] !== undefined) {
      const previous = this.#previous[fd] as number;
      const next = this.#next[fd] as number;
      if (previous === NONE) this.#first = next;
      else this.#next[previous] = next;
      if (next === NONE) this.#last = previous;
      else this.#previous[next] = previous;
      this.#size--;
    }
    if (key !== undefined) {
      this.#previous[fd] = this.#last;
      this.#next[fd] = NONE;
      if (this.#last === NONE) this.#first = fd;
      else this.#next[this.#last] = fd;
      this.#last = fd;
      this.#size++;
    }
    this.#keys[fd] = key;
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
}
