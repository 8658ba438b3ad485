export interface Python {
  readonly command: string;
  readonly env: NodeJS.ProcessEnv;
  /** `'3.13'`. */
  readonly version: string;
}

export function findPython(): Python;
