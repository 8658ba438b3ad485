/**
 * Objects that the threads of a process share. Each thread has a JavaScript object of its own for
 * each.
 */
import { addon, type Shares } from '../addon/index.js';
import { checkedInteger } from '../arguments/index.js';
import { ValueError } from '../errors/index.js';
import { carry } from '../marshal/index.js';
import { carried, Opaque } from '../opaque/index.js';
import { heldGate } from '../wait/index.js';
import { NUMBER } from './number.js';

/** How this thread refers to a shared object. */
interface Share {
  readonly kind: Kind<SharedObject>;
  /** Names the shared object to the addon, in this thread. */
  readonly index: number;
  /** Names the shared object in the process; 0 until the number is asked for. */
  number: number;
}

const kinds = new Map<string, Kind<SharedObject>>();

/** The objects of this thread whose number has been asked for. */
const known = new Map<number, WeakRef<SharedObject>>();

const forgotten = new FinalizationRegistry<Share>(({ kind, index, number }) => {
  kind.shares.forget(index);
  if (known.get(number)?.deref() === undefined) known.delete(number);
});

/** Set while the next object is made for a shared object that exists: the object's index. */
let existing: number | undefined;

/** A class of shared objects. */
export class Kind<T extends SharedObject> {
  readonly name: string;
  readonly shares: Shares;
  readonly uncloneable: symbol;
  readonly #make: () => T;
  readonly #includes: (index: number) => boolean;

  /**
   * @param make - calls the constructor, with any arguments that it takes
   * @param includes - tells this class from others over the same shares
   */
  constructor(name: string, shares: Shares, make: () => T, includes = (_index: number) => true) {
    this.name = name;
    this.shares = shares;
    this.uncloneable = carried(name);
    this.#make = make;
    this.#includes = includes;
    kinds.set(name, this);
  }

  /** This thread's object for what has this number, or null. */
  of(number: number): T | null {
    const object = known.get(number)?.deref();
    if (object !== undefined) return shareOf(object).kind === this ? (object as T) : null;
    const another = this.another(number);
    // Reading the number puts the object into `known`.
    void another?.[NUMBER];
    return another;
  }

  /** Makes another JavaScript object for a shared object. */
  another(number: number, make = this.#make): T | null {
    const index = this.shares.from(number);
    if (index < 0) return null;
    if (!this.#includes(index)) {
      this.shares.forget(index);
      return null;
    }
    existing = index;
    try {
      return make();
    } finally {
      existing = undefined;
    }
  }

  /**
   * @throws TypeError unless an integer
   * @throws ValueError if there is none of this kind
   */
  from(handle: number, find: (number: number) => T | null = (number) => this.of(number)): T {
    checkedInteger(handle, 'handle', 1, Number.MAX_SAFE_INTEGER);
    const object = find(handle);
    if (object === null) throw new ValueError(`there is no ${this.name} of handle ${handle}`);
    return object;
  }
}

let shareOf: (object: SharedObject) => Share;

/**
 * The index of an object's shared object. Each class keeps it in a private field of its own, so that its methods
 * refuse an object of another class, whose index would name something else.
 */
export let indexOf: (object: SharedObject) => number;

/** The shared object is native. It lives for as long as any thread has a JavaScript object for it. */
export abstract class SharedObject extends Opaque {
  readonly #share: Share;

  static {
    shareOf = (object) => object.#share;
    indexOf = (object) => object.#share.index;
  }

  /**
   * @param create - is called unless the object is for what exists already
   * @internal
   */
  constructor(kind: Kind<SharedObject>, create: () => number) {
    super(kind.uncloneable);
    this.#share = { kind, index: existing ?? create(), number: 0 };
    existing = undefined;
    forgotten.register(this, this.#share);
  }

  /** @internal */
  get [NUMBER](): number {
    return this.#number();
  }

  /**
   * A number, for `from()` in any thread of the process. Having asked for it keeps what is shared for
   * as long as the process lives.
   */
  get handle(): number {
    const number = this.#number();
    addon.sharedPin(number);
    return number;
  }

  #number(): number {
    const share = this.#share;
    if (share.number === 0) {
      share.number = share.kind.shares.number(share.index);
      if (known.get(share.number)?.deref() === undefined) {
        known.set(share.number, new WeakRef(this));
      }
    }
    return share.number;
  }
}

/**
 * Gives the Gil up for a moment if another thread has waited for a switch interval. To be called by methods that a
 * program may call in a loop that never blocks. (CPython does so between any two instructions.)
 */
export function checkpoint(): void {
  heldGate()?.checkpoint();
}

carry<SharedObject>({
  tag: 'shared',
  owns: (object) => object instanceof SharedObject,
  pack: (object) => {
    const number = object[NUMBER];
    return { data: [shareOf(object).kind.name, number], holds: number };
  },
  unpack: ([name, number]: [string, number]) => kinds.get(name)?.of(number) as SharedObject,
});
