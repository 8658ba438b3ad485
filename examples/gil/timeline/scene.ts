import type { GilTraceEvent } from 'selectors-ts/threading';

/** In seconds since the scene began. */
export type Interval = GilTraceEvent;

/** What a thread does, as a Gil sees it; `blocked` is in I/O, asleep or waiting for a lock. */
export type State = Interval['state'];

/** Some threads under one Gil for a while, as `gil.trace()` recorded them. */
export interface Scene {
  readonly title: string;
  /** What there is to see. */
  readonly caption: string;
  readonly lengthSeconds: number;
  readonly intervals: readonly Interval[];
}

/** One thread of a scene. */
export interface Lane {
  readonly thread: number;
  readonly name: string;
  readonly intervals: readonly Interval[];
}

/** The legend, and the order in which a lane's shares are told. */
export const STATES: Readonly<Record<State, string>> = {
  running: 'running',
  waiting: 'waiting for the GIL',
  blocked: 'in I/O',
};

/** The threads of a scene by name, with what of their intervals falls into its length. */
export function lanesOf({ intervals, lengthSeconds }: Scene): Lane[] {
  const lanes = new Map<number, { thread: number; name: string; intervals: Interval[] }>();
  for (const interval of intervals) {
    const { thread, name, startSeconds, endSeconds } = interval;
    if (startSeconds >= lengthSeconds || endSeconds <= 0) continue;
    const lane = lanes.get(thread) ?? { thread, name, intervals: [] };
    lanes.set(thread, lane);
    lane.intervals.push({
      ...interval,
      startSeconds: Math.max(startSeconds, 0),
      endSeconds: Math.min(endSeconds, lengthSeconds),
      forced: interval.forced && endSeconds <= lengthSeconds,
    });
  }
  return [...lanes.values()].sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

/** How much of a scene a thread spent so, from 0 to 1. */
export function shareOf(lane: Lane, state: State, { lengthSeconds }: Scene): number {
  const spent = lane.intervals.filter((interval) => interval.state === state);
  return spent.reduce((sum, it) => sum + it.endSeconds - it.startSeconds, 0) / lengthSeconds;
}
