/**
 * The addon's `kqueueControl`, with a test in between.
 */
import { onTestFinished } from 'vitest';
// The very object that the package has.
import { addon } from '../../dist/lib/addon/index.js';

interface Call {
  readonly changes: number;
  /** For events. */
  readonly room: number;
  readonly timeoutNs: number;
}

/** One of the changes or events of a call, in the addon's own memory. */
export interface Kevent {
  readonly ident: number;
  readonly filter: number;
  flags: number;
}

const { start, bytes, ident, filter, flags } = addon.kqueueLayout as NonNullable<
  typeof addon.kqueueLayout
>;

let memory = new DataView(new ArrayBuffer(0));

// Before the package asks for the first time, which it does when it makes a kqueue.
const makeMemory = addon.kqueueMemory;
addon.kqueueMemory = (kevents) => {
  const made = makeMemory(kevents);
  memory = new DataView(made);
  return made;
};

/** Has the test's own function called in place of the addon's, until the test ends. */
export function interceptCalls(intercept: (control: () => number) => number): void {
  const control = addon.kqueueControl;
  addon.kqueueControl = () => intercept(control);
  onTestFinished(() => {
    addon.kqueueControl = control;
  });
}

/** The arguments of the call that is being made. */
export function currentCall(): Call {
  const timeoutSeconds = memory.getInt32(8, true);
  return {
    changes: memory.getUint32(16, true),
    room: memory.getUint32(4, true),
    timeoutNs: timeoutSeconds < 0 ? -1 : timeoutSeconds * 1e9 + memory.getInt32(12, true),
  };
}

export function changeAt(place: number): Kevent {
  return keventAt(memory.getUint32(20, true) + place);
}

export function eventAt(place: number): Kevent {
  return keventAt(place);
}

function keventAt(place: number): Kevent {
  const at = start + place * bytes;
  return {
    ident: memory.getInt32(at + ident.offset, true),
    filter: memory.getInt16(at + filter.offset, true),
    get flags() {
      return memory.getUint16(at + flags.offset, true);
    },
    set flags(value) {
      memory.setUint16(at + flags.offset, value, true);
    },
  };
}

/** Keeps the arguments of each call from now on. */
export function recordCalls(): Call[] {
  const calls: Call[] = [];
  interceptCalls((control) => {
    calls.push(currentCall());
    return control();
  });
  return calls;
}
