/**
 * What a binary is run by.
 */
export interface Runtime {
  readonly name: string;
  /** The binary that it must choose, below `prebuilds/`. */
  readonly file: string;
  /** What to install beside the package: the runtime and the test runner. */
  readonly packages: readonly string[];
  /** The system that npm is to install for, if it is not this one. */
  readonly system?: { readonly cpu: string; readonly libc: 'glibc' | 'musl' };
  /** The first words of a command in this project. */
  readonly command: (project: string) => readonly string[];
  /** A flag that the smoke test is to pass with, too. */
  readonly flag?: string;
  readonly env?: (project: string) => Record<string, string>;
  /** Makes in the project what the command needs besides. */
  readonly prepare?: (project: string) => void;
  /** Tests that cannot pass in it through no fault of ours. */
  readonly without?: readonly string[];
}

export const VITEST = 'vitest@4.1';
