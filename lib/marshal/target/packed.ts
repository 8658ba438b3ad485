/** What a thread or process is to run: a self-contained function, or where a module exports one. */
// biome-ignore lint/suspicious/noExplicitAny: a function of whatever arguments it is started with.
export type Target = ((...args: any[]) => unknown) | URL | string;

/** What a target can be called with: a function has its own parameters, of a module nothing is known. */
export type ArgsOf<T> = [NonNullable<T>] extends [(...args: infer P) => unknown]
  ? Readonly<P>
  : readonly unknown[];

/** Options in which `args` are left out only where the target needs none. */
export type WithArgs<Options, T> =
  | (Options & { readonly args: unknown })
  | ([] extends ArgsOf<T> ? Options : never);

/** A target that can be cloned into another thread or process. */
export type PackedTarget = FunctionSource | ModuleExport;

export interface FunctionSource {
  readonly name: string;
  /** An expression that evaluates to the function. */
  readonly source: string;
}

export interface ModuleExport {
  readonly module: string;
  /** The name it is exported by. */
  readonly exported: string;
}
