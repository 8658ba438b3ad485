type Argument = string | number;

/** Something that can be started: a compiled file of bench/, a C source or a Python script of bench/peers/. */
export interface Program {
  runtime: 'node' | 'c' | 'python';
  file: string;
  args: readonly Argument[];
  /** A C source of bench/peers/ that is built as an addon; its path is the last argument. */
  addon?: string;
  /** It loads the addon with the stand-in for kqueue(2), which clones alone can have. */
  needsStandin?: boolean;
}

/**
 * Who is measured. A server announces its port and process id on its first line of output, and answers
 * each line of input with its CPU time. They become the last two arguments of the `load`, which then
 * answers the rounds; what it tells as `messages` gives the server's CPU time for each, as `cpu`.
 */
export interface Contender {
  program: Program;
  load?: Program;
}

export function node(file: string, ...args: Argument[]): Program {
  return { runtime: 'node', file, args };
}

export function c(file: string, ...args: Argument[]): Program {
  return { runtime: 'c', file, args };
}

export function python(file: string, ...args: Argument[]): Program {
  return { runtime: 'python', file, args };
}
