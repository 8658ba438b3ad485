/**
 * What the program of a thread takes from the copy of the package that was loaded last. Where the thread's
 * target is part of a bundle, it has a copy of its own, and is to get that copy's objects.
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
