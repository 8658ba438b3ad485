/**
 * A chat server over one selector, with a load of clients, or without. `npm start -- --help`
 *
 * The server, in the order in which to read it: `blockingLoop.ts` waits with `select()`, or
 * `asyncLoop.ts` by `for await`, `door.ts` accepts, `visitor.ts` is one connection with its
 * `lineReader.ts` and `outgoingQueue.ts`, `server.ts` and `commands.ts` are the chat. `load/` is the
 * process with the clients.
 */
import { requireDescriptors } from './descriptors.js';
import { HELP, type Options, parseOptions } from './options.js';

const EXIT_NOT_ALL_ARRIVED = 1;
const EXIT_USAGE = 2;

/** @returns what is to be run, if the arguments make sense: it says whether all went well */
async function prepare(options: Options): Promise<() => Promise<boolean>> {
  if (!options.serve) requireDescriptors(options.clients);
  if (options.backend !== undefined) process.env.SELECTORS_TS_BACKEND = options.backend;
  // Only now: the package reads the variable when it is loaded.
  const { openChat, serveLoad, servePeople } = await import('./run.js');
  const chat = await openChat(options);
  return () => (options.serve ? servePeople(chat) : serveLoad(chat, options));
}

async function parse(): Promise<() => Promise<boolean>> {
  try {
    const options = parseOptions(process.argv.slice(2));
    if (!options.help) return await prepare(options);
    process.stdout.write(HELP);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = EXIT_USAGE;
  }
  return async () => true;
}

const run = await parse();
if (!(await run())) process.exitCode = EXIT_NOT_ALL_ARRIVED;
