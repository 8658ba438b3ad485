/** Whether others want the processors too: their time is in the figures then. */
import { availableParallelism, cpus } from 'node:os';
import { sleep } from 'selectors-ts/threading';
import { compute } from './compute.js';
import { median } from './median.js';

/** What is seen while this program does nothing but look. */
export interface Look {
  /** How many processors others have, on the average. */
  readonly othersCores: number;
  /** Which part of the time a computation has one. */
  readonly share: number;
}

/** Most that an experiment computes on at a time. */
const NEEDED_CORES = Math.min(availableParallelism(), 4);
/** Others may have so much of what is needed. */
const TOLERATED_SHARE = 0.15;

const PAUSE_SECONDS = 0.2;
/** About 50 ms. */
const COMPUTED_ROUNDS = 25_000;
const US_PER_MS = 1000;

export function look(): Look {
  return { othersCores: coresOfOthers(), share: shareOfComputation() };
}

/** That of most of the time. */
export function usualLook(looks: readonly Look[]): Look {
  return {
    othersCores: median(looks.map(({ othersCores }) => othersCores)),
    share: median(looks.map(({ share }) => share)),
  };
}

export function isBusy({ othersCores, share }: Look): boolean {
  const lackingCores = NEEDED_CORES - (cpus().length - othersCores);
  return lackingCores > TOLERATED_SHARE * NEEDED_CORES || share < 1 - TOLERATED_SHARE;
}

export function lookText({ othersCores, share }: Look): string {
  const others = `others have ${othersCores.toFixed(1)} of its ${cpus().length} processors`;
  return `${others}, and a computation has one for ${(share * 100).toFixed(0)} % of the time`;
}

/** In a pause of this program. */
function coresOfOthers(): number {
  const [before, ownBefore] = [busyMs(), process.cpuUsage()];
  const beganMs = performance.now();
  sleep(PAUSE_SECONDS);
  const { user, system } = process.cpuUsage(ownBefore);
  const othersMs = busyMs() - before - (user + system) / US_PER_MS;
  return Math.max(0, othersMs / (performance.now() - beganMs));
}

/** Of all processors, since the system has started. */
function busyMs(): number {
  const all = cpus().map(({ times: { user, nice, sys, irq } }) => user + nice + sys + irq);
  return all.reduce((sum, ms) => sum + ms, 0);
}

/** Less than all if another virtual machine has the processor, too, of which this system knows nothing. */
function shareOfComputation(): number {
  const before = process.cpuUsage();
  const beganMs = performance.now();
  compute(COMPUTED_ROUNDS, null);
  const { user, system } = process.cpuUsage(before);
  return Math.min(1, (user + system) / US_PER_MS / (performance.now() - beganMs));
}
