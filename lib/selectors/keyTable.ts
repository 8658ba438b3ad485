import type { SelectorKey } from './selectorKey.js';

/** No descriptor: the end of the list. */
const NONE = -1;

/** Watches the descriptors that have keys. A method that throws leaves the watcher as it was. */
export interface Watcher {
  watch(fd: number, events: number): void;
  unwatch(fd: number, events: number): void;
  rewatch(fd: number, before: number, events: number): void;
}

/**
 * The keys of a selector by descriptor, in the order of their registration.
 *
 * Descriptors are small and dense: arrays indexed by them are several times as fast as a `Map`, the
 * more so the more there are. An array with gaps turns sparse by itself, so that no descriptor is too
 * large; the links make it unnecessary ever to walk over the gaps.
 *
 * A key is there if and only if its descriptor is watched. So the watcher comes first, and no method calls
 * anything after it: only a call can throw, a RangeError, when the stack is full.
 */
export class KeyTable<K extends SelectorKey> {
  readonly #watcher: Watcher;
  readonly #keys: Array<K | undefined> = [];
  /** For each descriptor, the one registered after it and the one before it; empty where there is no key. */
  readonly #next: number[] = [];
  readonly #previous: number[] = [];
  #first = NONE;
  #last = NONE;
  #size = 0;

  constructor(watcher: Watcher) {
    this.#watcher = watcher;
  }

  get size(): number {
    return this.#size;
  }

  get(fd: number): K | undefined {
    return this.#keys[fd];
  }

  /** Adds a key as the last, for a descriptor that has none. */
  add(key: K): void {
    const { fd } = key;
    this.#watcher.watch(fd, key.events);
    this.#previous[fd] = this.#last;
    this.#next[fd] = NONE;
    if (this.#last === NONE) this.#first = fd;
    else this.#next[this.#last] = fd;
    this.#last = fd;
    this.#keys[fd] = key;
    this.#size++;
  }

  /** Puts a key in the place of another of its descriptor. */
  replace(key: K, by: K): void {
    if (by.events !== key.events) this.#watcher.rewatch(key.fd, key.events, by.events);
    this.#keys[key.fd] = by;
  }

  /**
   * The same, but the new key stands last.
   *
   * @param isSameFile - or else the descriptor is another's by now; `requireStack()` is then the caller's
   */
  supersede(key: K, by: K, isSameFile: boolean): void {
    const { fd } = key;
    if (isSameFile) {
      this.#watcher.rewatch(fd, key.events, by.events);
    } else {
      this.#watcher.unwatch(fd, key.events);
      this.#watcher.watch(fd, by.events);
    }
    this.#keys[fd] = by;
    const previous = this.#previous[fd] as number;
    const next = this.#next[fd] as number;
    if (next === NONE) return;
    if (previous === NONE) this.#first = next;
    else this.#next[previous] = next;
    this.#previous[next] = previous;
    this.#next[this.#last] = fd;
    this.#previous[fd] = this.#last;
    this.#next[fd] = NONE;
    this.#last = fd;
  }

  delete(key: K): void {
    const { fd } = key;
    this.#watcher.unwatch(fd, key.events);
    const previous = this.#previous[fd] as number;
    const next = this.#next[fd] as number;
    if (previous === NONE) this.#first = next;
    else this.#next[previous] = next;
    if (next === NONE) this.#last = previous;
    else this.#previous[next] = previous;
    this.#keys[fd] = undefined;
    this.#size--;
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
