/** What of a sample must not grow, and what growth is none. */
import type { Sample } from './sample.js';

export interface Figure {
  readonly name: string;
  readonly unit: string;
  /** In that unit. NaN if it is not known. */
  of(sample: Sample): number;
  /**
   * Growth from one round to the next that is tolerated for ever. A round is some 70 connections, and every other
   * one a worker that has workers of its own: of each such Node itself keeps 3 KiB.
   */
  readonly toleratedPerRound: number;
  /** Growth that is tolerated once, in all rounds together: code is compiled, and the allocator gets its memory. */
  readonly toleratedOnce: number;
}

const KIB = 2 ** 10;
const MIB = 2 ** 20;

export const figures: readonly Figure[] = [
  {
    name: 'descriptors',
    unit: '',
    of: ({ descriptors }) => descriptors,
    toleratedPerRound: 0.01,
    toleratedOnce: 2,
  },
  {
    name: 'threads',
    unit: '',
    of: ({ threads }) => threads,
    toleratedPerRound: 0.01,
    toleratedOnce: 2,
  },
  {
    name: 'resident memory',
    unit: 'MiB',
    of: ({ rssBytes }) => rssBytes / MIB,
    toleratedPerRound: 12 / KIB,
    toleratedOnce: 16,
  },
  {
    name: 'heaps, collected',
    unit: 'KiB',
    of: ({ heapBytes }) => heapBytes / KIB,
    toleratedPerRound: 3,
    toleratedOnce: 2048,
  },
  {
    name: 'memory outside heaps',
    unit: 'KiB',
    of: ({ externalBytes }) => externalBytes / KIB,
    toleratedPerRound: 0.5,
    toleratedOnce: 256,
  },
];
