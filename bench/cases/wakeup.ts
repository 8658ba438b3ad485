import { node } from '../rounds/index.js';
import { type Case, NODE_NET, type Scope } from './case.js';
import { byBackend, peer } from './contenders.js';

/**
 * There and back: this thread sends a message to another, waits, and is woken by the answer, or by
 * that thread's `Waker.wakeup()`.
 */
const OPERATIONS = {
  'select()': 'wake-up of select()',
  'selectAsync()': 'wake-up of selectAsync()',
  'wakeup()': 'wake-up of select() by wakeup()',
};

export function wakeupCases({ backends, peers }: Scope): Case[] {
  return Object.entries(OPERATIONS).map(([operation, name]) => {
    const hasPeer = peers && operation === 'selectAsync()';
    return {
      suite: 'wakeup',
      name,
      parameters: { operation },
      metric: 'p50',
      contenders: {
        ...byBackend(backends, (backend) => node('cases/ours/wakeUp.js', backend, operation)),
        ...(hasPeer && { [NODE_NET]: peer(node('peers/netWakeUp.js')) }),
      },
      comparisons: hasPeer
        ? backends.map((backend) => ({
            ours: backend,
            peer: NODE_NET,
            ...(backend === 'epoll' && { atMost: 1.3 }),
          }))
        : [],
    };
  });
}
