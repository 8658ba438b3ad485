/**
 * What the addon's functions return: a count, or a negative errno. Which system call it was that
 * failed, `failedCall()` tells until the next failure.
 */
export type Outcome = number;
