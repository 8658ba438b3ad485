/**
 * Signals from another process, for waits to be interrupted by. For those who have `hasSignals`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setInterruptHook } from 'selectors-ts/select';
import { onTestFinished } from 'vitest';

// Never taken away again: a signal still on its way would end the process.
process.on('SIGALRM', () => {});

/**
 * Has SIGALRM sent to this process again and again: one alone might come before the wait has begun.
 *
 * @returns ends it; to be called from the interrupt hook
 */
export function sendSignals(): () => void {
  // The subshell is a pause: its fork takes longer than the handling of a signal.
  const endlessly = 'while kill -ALRM "$0" && (:); do :; done';
  const sender = spawn('sh', ['-c', endlessly, `${process.pid}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  onTestFinished(async () => {
    sender.kill('SIGKILL');
    if (sender.signalCode === null) await once(sender, 'exit');
  });
  return () => sender.kill('SIGKILL');
}

/** Runs it once, with the first signal that interrupts a wait. */
export function onInterrupt(then: () => void): void {
  const stop = sendSignals();
  setInterruptHook(() => {
    stop();
    setInterruptHook(null);
    then();
  });
  onTestFinished(() => {
    setInterruptHook(null);
  });
}
