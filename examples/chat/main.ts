/**
 * A chat server over one selector, with a load of clients, or without. `npm start -- --help`
 *
 * The server, in the order in which to read it: `blockingLoop.ts` waits with `select()`, or
 * `asyncLoop.ts` by `for await`, `door.ts` accepts, `visitor.ts` is one connection with its
 * `lineReader.ts` and `outgoingQueue.ts`, `server.ts` and `commands.ts` are the chat. `load/` is the
 * process with the clients.
 */
import { chat } from './chat.js';

process.exitCode = await chat(process.argv.slice(2), 'npm start --');
