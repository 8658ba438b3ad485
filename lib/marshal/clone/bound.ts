/**
 * Objects of this package that mean nothing outside their process, or outside their thread. A clone would be empty.
 */
type Kind = (object: object) => boolean;

const ofProcess: Kind[] = [];
const ofThread: Kind[] = [];

/** To be called once for each class whose objects the threads of a process can share. */
export function bindToProcess(owns: Kind): void {
  ofProcess.push(owns);
}

/** To be called once for each class whose objects stay in one thread. */
export function bindToThread(owns: Kind): void {
  ofThread.push(owns);
}

export function isBoundToProcess(object: object): boolean {
  return ofProcess.some((owns) => owns(object)) || isBoundToThread(object);
}

export function isBoundToThread(object: object): boolean {
  return ofThread.some((owns) => owns(object));
}
