import type { PackedTarget } from './packed.js';

/**
 * Refuses what in Python would run a method of the object: the object stays in this JavaScript heap.
 *
 * When it is started, not when it is made: what a subclass assigns comes after its constructor's super().
 *
 * @throws TypeError for an object with a `run()` and without a target
 */
export function refuseRun(object: object, target: PackedTarget | null): void {
  if (target !== null || typeof Reflect.get(object, 'run') !== 'function') return;
  const name = object.constructor?.name || 'Subclass';
  throw new TypeError(
    `${name} has a run(), which is not called: the object cannot be taken along. Pass a target, ` +
      `new ${name}({ target: new URL('./work.js#name', import.meta.url) })`,
  );
}
