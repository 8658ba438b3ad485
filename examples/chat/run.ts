import { LoadProcess } from './loadProcess.js';
import { Loop } from './loop.js';
import type { Options } from './options.js';
import { openSelector } from './selector.js';
import { ChatServer } from './server.js';
import { StatusLine } from './statusLine.js';
import { serverText, summarize } from './summary.js';

/**
 * @throws ValueError or NotImplementedError for a backend that cannot be had
 * @throws OSError if the port is taken
 */
export function openServer({ port, lose }: Options): ChatServer {
  return new ChatServer(openSelector(), port, lose);
}

/** Serves people until Ctrl-C. */
export async function servePeople(server: ChatServer): Promise<boolean> {
  const loop = new Loop(server.selector);
  onceAsked(() => loop.stop());
  console.log(`Listening on port ${server.port}: nc localhost ${server.port}. Ctrl-C ends it.`);
  await keepUp(server, loop);
  console.log(serverText(server.counts));
  return true;
}

/**
 * Serves clients of a process of its own, until they have talked enough, or until Ctrl-C.
 *
 * @returns whether all is accounted for
 */
export async function serveLoad(server: ChatServer, options: Options): Promise<boolean> {
  const { selector, port } = server;
  const loop = new Loop(selector);
  const load = new LoadProcess(selector, { ...options, port }, () => loop.stop());
  onceAsked(() => load.stop());
  console.log(`Serving ${options.clients} clients on port ${port}. Ctrl-C ends it.`);
  await keepUp(server, loop);
  await load.exited;
  console.log(serverText(server.counts));
  const { lines, ok } = summarize(load.report);
  console.log(lines.join('\n'));
  return ok;
}

async function keepUp(server: ChatServer, loop: Loop): Promise<void> {
  const status = new StatusLine(server, loop, process.stdout);
  await loop.run({
    onRoundEnd: () => server.endRound(),
    onTick: () => {
      server.tick();
      status.update();
    },
  });
  status.clear();
  server.close();
}

/** The first time; a second Ctrl-C has its usual effect. */
function onceAsked(toEnd: () => void): void {
  process.once('SIGINT', toEnd);
  process.once('SIGTERM', toEnd);
}
