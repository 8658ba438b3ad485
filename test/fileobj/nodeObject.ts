import type { FileObject } from 'selectors-ts';

/** One of Node's objects, and how it is seen to be ready. */
export interface NodeObject {
  readonly fileobj: FileObject;
  /** What it is watched for. */
  readonly events: number;
  /** What it is ready for at first. */
  readonly quiet: number;
  /** Makes it ready, without a turn of Node's loop. */
  readonly arouse: () => void;
  /** What it is ready for then. */
  readonly ready: number;
  /** Resolves with `'x'`, which Node gets out of it or into it afterwards. */
  readonly nodesTurn: () => Promise<string>;
}

export type NodeObjects = Record<string, () => Promise<NodeObject>>;
