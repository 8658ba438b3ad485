import { c, node, python } from '../rounds/index.js';
import { C, type Case, PYTHON } from './case.js';

const RETURNING = 'tryRecvInto';
const THROWING = 'recvInto';

export const wouldBlockCases: readonly Case[] = [
  {
    name: 'would block',
    contenders: {
      [RETURNING]: { program: node('cases/ours/wouldBlock.js', RETURNING) },
      [THROWING]: { program: node('cases/ours/wouldBlock.js', THROWING) },
      [C]: { program: c('would_block') },
      [PYTHON]: { program: python('would_block.py') },
    },
    comparisons: [
      { ours: RETURNING, peer: C, atMost: 1.5 },
      { ours: THROWING, peer: C, atMost: 6 },
      { ours: THROWING, peer: PYTHON },
    ],
  },
];
