/**
 * The Trace Event Format, which Perfetto and chrome://tracing read: a process for each scene, a thread
 * for each lane, a complete event for each interval.
 *
 * https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
 */
import { type Lane, lanesOf, type Scene, STATES } from './scene.js';

const US_PER_SECOND = 1e6;

interface TraceEvent {
  readonly ph: 'M' | 'X';
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly cat?: string;
  readonly args: Readonly<Record<string, unknown>>;
}

export function chromeTrace(scenes: readonly Scene[]): string {
  const traceEvents = scenes.flatMap((scene, index) => eventsOf(scene, index + 1));
  return `${JSON.stringify({ displayTimeUnit: 'ms', traceEvents }, null, 1)}\n`;
}

function eventsOf(scene: Scene, pid: number): TraceEvent[] {
  const lanes = lanesOf(scene);
  return [
    named('process_name', pid, 0, { name: scene.title }),
    named('process_sort_index', pid, 0, { sort_index: pid }),
    ...lanes.flatMap((lane, index) => [
      named('thread_name', pid, lane.thread, { name: lane.name }),
      named('thread_sort_index', pid, lane.thread, { sort_index: index }),
      ...intervalsOf(lane, pid),
    ]),
  ];
}

function named(name: string, pid: number, tid: number, args: TraceEvent['args']): TraceEvent {
  return { ph: 'M', name, pid, tid, args };
}

function intervalsOf({ thread, intervals }: Lane, pid: number): TraceEvent[] {
  return intervals.map(({ state, startSeconds, endSeconds, forced }) => ({
    ph: 'X',
    name: STATES[state],
    cat: 'gil',
    pid,
    tid: thread,
    ts: startSeconds * US_PER_SECOND,
    dur: (endSeconds - startSeconds) * US_PER_SECOND,
    args: state === 'running' ? { 'forced off': forced } : {},
  }));
}
