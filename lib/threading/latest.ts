/**
 * What the program of a thread uses of the copy of the package that was loaded last. A target that is part of a
 * bundle has a copy of its own, and gets objects of that copy.
 */
import { threadState } from '../addon/index.js';
import { receivedArgs } from './args.js';
import { currentThread } from './enumerate.js';
import { Gil } from './gil.js';

const own = { currentThread, Gil, receivedArgs };

export const latest = Object.assign(
  threadState('threading', () => ({ ...own })),
  own,
);
