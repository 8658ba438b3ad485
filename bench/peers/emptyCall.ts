// An empty Node-API function called from JavaScript: ns per call.
// emptyCall ADDON
import { createRequire } from 'node:module';
import { answerRounds } from '../rounds/index.js';

const CALLS_PER_STEP = 1000;

const empty: () => void = createRequire(import.meta.url)(process.argv[2] ?? '');

answerRounds(() => {
  for (let i = 0; i < CALLS_PER_STEP; i++) empty();
}, CALLS_PER_STEP);
