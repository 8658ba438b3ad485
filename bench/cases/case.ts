import type { Target, Unit } from '../report/index.js';
import { type Contender, node } from '../rounds/index.js';

/** What is measured together, and which of its figures are set against which. */
export interface Case {
  name: string;
  contenders: Readonly<Record<string, Contender>>;
  /** Figures that are known beforehand: what a contender is to keep to. */
  constants?: Readonly<Record<string, number>>;
  /** Of all figures; ns if left out. */
  unit?: Unit;
  /** Without a target, a comparison is there for orientation. */
  comparisons: readonly ({ ours: string; peer: string } & Target)[];
}

/** The names that contenders go by in the report. */
export const C = 'C';
export const C2 = 'C, idle thread';
export const PYTHON = 'python3';
export const ASYNCIO = 'asyncio';
export const NODE_NET = 'Node net';
export const EMPTY_CALL = 'empty Node-API call';

export const emptyCall: Contender = {
  program: { ...node('peers/emptyCall.js'), addon: 'empty_call' },
};
