import type { Backend, CaseResult, Comparison } from '../results/index.js';
import { type Contender as Measured, node } from '../rounds/index.js';

/** Who is measured: a backend as it is used, the package in another way, or something else. */
export interface Contender extends Measured {
  kind: 'backend' | 'variant' | 'peer';
  backend?: Backend;
}

/** What is measured together, by turns, and which of its figures are set against which. */
export interface Case extends Pick<CaseResult, 'suite' | 'name' | 'parameters' | 'metric'> {
  /** A round is not shorter than it takes to see anything, however short rounds are to be. */
  shortestRoundMs?: number;
  contenders: Readonly<Record<string, Contender>>;
  /** Figures that are known beforehand: what a contender is to keep to. */
  constants?: Readonly<Record<string, number>>;
  /** Without a target, a comparison is there for orientation. */
  comparisons: readonly Comparison[];
}

/** What has been asked for, as far as this machine has it. */
export interface Scope {
  /** Numbers of descriptors, ascending. */
  registered: readonly number[];
  /** How many of them are ready: a number, a share like `10%`, or `all`. */
  activities: readonly string[];
  /** Numbers of connections to a server, ascending. */
  connections: readonly number[];
  backends: readonly Backend[];
  /** Whether C, Python and Node's own are measured beside. */
  peers: boolean;
}

/** The names that contenders other than backends go by in the report. */
export const C = 'C';
export const PYTHON = 'python3';
export const ASYNCIO = 'asyncio';
export const NODE_NET = 'Node net';
export const EMPTY_CALL = 'empty Node-API call';

export const emptyCall: Contender = {
  kind: 'peer',
  program: { ...node('peers/emptyCall.js'), addon: 'empty_call' },
};
