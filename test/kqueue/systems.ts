/**
 * The systems whose kqueue(2) the stand-in can be: it asks the environment when a kqueue is made.
 */
import { afterEach, beforeEach, describe } from 'vitest';

export interface System {
  readonly name: 'freebsd' | 'netbsd' | 'macos';
  /** A pipe whose reader closes is reported once, and its write filter is gone. */
  readonly reportsBrokenPipeOnce: boolean;
  /** What adding a write filter to such a pipe fails with; '' where it reports the end at once. */
  readonly brokenPipeCode: 'EPIPE' | 'EBADF' | '';
  /** Events carry the KQ_EV_ADD of the change that added their filter. */
  readonly keepsAdd: boolean;
  readonly refusesToWriteRegularFiles: boolean;
  /** What a change without KQ_EV_ADD fails with once its descriptor is closed. */
  readonly closedNumberCode: 'EBADF' | 'ENOENT';
  /** Errors and receipts carry the flags of their change beside KQ_EV_ERROR. */
  readonly keepsFlagsOfErrors: boolean;
}

const systems: System[] = [
  {
    name: 'freebsd',
    reportsBrokenPipeOnce: true,
    brokenPipeCode: 'EPIPE',
    keepsAdd: false,
    refusesToWriteRegularFiles: false,
    closedNumberCode: 'EBADF',
    keepsFlagsOfErrors: false,
  },
  {
    name: 'netbsd',
    reportsBrokenPipeOnce: false,
    brokenPipeCode: 'EBADF',
    keepsAdd: true,
    refusesToWriteRegularFiles: true,
    closedNumberCode: 'EBADF',
    keepsFlagsOfErrors: false,
  },
  {
    name: 'macos',
    reportsBrokenPipeOnce: false,
    brokenPipeCode: '',
    keepsAdd: true,
    refusesToWriteRegularFiles: false,
    closedNumberCode: 'ENOENT',
    keepsFlagsOfErrors: true,
  },
];

export function onEverySystem(define: (system: System) => void): void {
  for (const system of systems) {
    describe(system.name, () => {
      beforeEach(() => {
        process.env.SELECTORS_TS_KQUEUE_SYSTEM = system.name;
      });
      afterEach(() => {
        delete process.env.SELECTORS_TS_KQUEUE_SYSTEM;
      });
      define(system);
    });
  }
}
