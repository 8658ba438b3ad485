/**
 * One port that several threads serve, each with a selector of its own:
 *
 *     node dist/examples/workers/main.js reuseport   # a listening socket for each
 *     node dist/examples/workers/main.js shared      # one, whose descriptor they all have
 *
 * With `reuseport` the kernel deals the connections out (Linux does; macOS gives them all to one).
 * With `shared` whoever is first takes the connection. How many workers and how many connections are
 * two more arguments.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { createServer, SO_REUSEPORT, SOL_SOCKET, Socket, socketpair } from 'selectors-ts/socket';
import { load } from './load.js';
import type { Assignment } from './worker.js';

const [variant, workers = 4, connections = 1000] = process.argv.slice(2);
const isShared = variant === 'shared';

/** Bound but not listening, it keeps a port for the workers, and gets none of the connections. */
function reservePort(): Socket {
  const socket = new Socket();
  socket.setsockopt(SOL_SOCKET, SO_REUSEPORT as number, 1);
  socket.bind(['127.0.0.1', 0]);
  return socket;
}

using socket = isShared ? createServer(['127.0.0.1', 0]) : reservePort();
const address = socket.getsockname();

async function start() {
  const [control, theirs] = socketpair();
  const workerData: Assignment = {
    address,
    listener: isShared ? socket.fileno() : null,
    // From here on it is the worker's, to close as well.
    control: theirs.detach(),
  };
  const worker = new Worker(new URL('worker.js', import.meta.url), { workerData });
  await once(worker, 'message');
  return { worker, control };
}

const team = await Promise.all(Array.from({ length: Number(workers) }, start));
const answers = load(address, Number(connections));

let total = 0;
for (const [index, { worker, control }] of team.entries()) {
  // The worker's end of the pair becomes readable.
  control.close();
  const [count] = await once(worker, 'message');
  console.log(`worker ${index + 1}: ${count} connections`);
  total += count;
}
if (total !== answers.length || new Set(answers).size !== total) throw new Error('not one each');
console.log(`${total} connections, each answered once`);
