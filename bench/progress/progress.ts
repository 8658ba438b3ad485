/** Tells, on standard error, how far a run is. */
export interface Progress extends Disposable {
  /** A case begins. */
  begin(name: string): void;
  /** Some of what is to be done is done. */
  advance(seconds: number): void;
}
