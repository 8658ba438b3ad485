import { requireDescriptors } from './descriptors.js';
import { helpText, type Options, parseOptions } from './options.js';

const EXIT_NOT_ALL_ARRIVED = 1;
const EXIT_USAGE = 2;

/**
 * The program, from its arguments to its exit code.
 *
 * @param command - what starts it, for its help
 */
export async function chat(args: string[], command: string): Promise<number> {
  let run: () => Promise<boolean>;
  try {
    const options = parseOptions(args);
    if (options.help) {
      process.stdout.write(helpText(command));
      return 0;
    }
    run = await prepare(options);
  } catch (error) {
    console.error((error as Error).message);
    return EXIT_USAGE;
  }
  return (await run()) ? 0 : EXIT_NOT_ALL_ARRIVED;
}

/** @returns what is to be run, if the arguments make sense: it says whether all went well */
async function prepare(options: Options): Promise<() => Promise<boolean>> {
  if (!options.serve) requireDescriptors(options.clients);
  if (options.backend !== undefined) process.env.SELECTORS_TS_BACKEND = options.backend;
  // Only now: the package reads the variable when it is loaded.
  const { openChat, serveLoad, servePeople } = await import('./run.js');
  const chat = await openChat(options);
  return () => (options.serve ? servePeople(chat) : serveLoad(chat, options));
}
