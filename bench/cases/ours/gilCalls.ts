// What calls of a Gil cost while no other thread wants it: ns per checkpoint(), or per acquire() and
// release().
// gilCalls checkpoint|acquire
import { Gil } from 'selectors-ts/threading';
import { answerRounds } from '../../rounds/index.js';

const CALLS_PER_STEP = 1000;
const gil = Gil.shared;

function checkpoint(): void {
  for (let i = 0; i < CALLS_PER_STEP; i++) gil.checkpoint();
}

function acquire(): void {
  for (let i = 0; i < CALLS_PER_STEP; i++) {
    gil.acquire();
    gil.release();
  }
}

if (process.argv[2] === 'acquire') answerRounds(acquire, CALLS_PER_STEP);
else gil.run(() => answerRounds(checkpoint, CALLS_PER_STEP));
