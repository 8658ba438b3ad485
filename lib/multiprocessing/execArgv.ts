/**
 * The options that Node was started with and that child processes get too.
 */

/** The program's text, the debugger's port, and the ways to run that are for one process alone. */
const OWN = new RegExp(
  `^(?:${[
    '-e|--eval|-p|-pe|--print|-c|--check|-i|--interactive|--run|--input-type',
    '--inspect.*|--debug-port|--test.*|--watch.*|--build-snapshot.*',
  ].join('|')})(?:=|$)`,
);

/** The options among them whose value may be the next argument. */
const WITH_VALUE =
  /^(?:-e|--eval|-p|-pe|--print|--run|--input-type|--(?:inspect|debug)-port|--inspect-publish-uid|--watch-path|--test-[a-z-]+)$/;

export function inheritedExecArgv(execArgv: readonly string[]): string[] {
  const inherited: string[] = [];
  for (let i = 0; i < execArgv.length; i++) {
    const option = execArgv[i] as string;
    if (!OWN.test(option)) inherited.push(option);
    else if (WITH_VALUE.test(option) && !execArgv[i + 1]?.startsWith('-')) i++;
  }
  return inherited;
}
