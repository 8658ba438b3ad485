import { AsyncLoop } from './asyncLoop.js';
import { BlockingLoop } from './blockingLoop.js';
import { LoadProcess } from './loadProcess.js';
import type { Loop } from './loop.js';
import type { Options } from './options.js';
import { SelectMeter } from './selectMeter.js';
import { openSelector } from './selector.js';
import { ChatServer } from './server.js';
import { StatusLine } from './statusLine.js';
import { StatusPage } from './statusPage.js';
import { serverText, summarize } from './summary.js';

/** The chat server and what is around it. */
export interface Chat {
  readonly server: ChatServer;
  readonly loop: Loop;
  readonly status: StatusLine;
  /** Where the loop leaves time for it. */
  readonly page: StatusPage | null;
}

/**
 * @throws ValueError or NotImplementedError for a backend that cannot be had
 * @throws OSError if the port is taken
 */
export async function openChat({ port, lose, async }: Options): Promise<Chat> {
  const server = new ChatServer(openSelector(), port, lose);
  const meter = new SelectMeter(server.selector);
  const status = new StatusLine(server, meter, process.stdout);
  if (!async) return { server, loop: new BlockingLoop(server.selector, meter), status, page: null };
  const loop = new AsyncLoop(server.selector, meter);
  const page = await StatusPage.open(() => ({
    connections: server.counts.connections,
    deliveries: server.counts.delivered,
    messagesPerSecond: Math.round(status.messagesPerSecond),
  }));
  return { server, loop, status, page };
}

/** Serves people until Ctrl-C. */
export async function servePeople(chat: Chat): Promise<boolean> {
  const { server, loop } = chat;
  onceAsked(() => loop.stop());
  console.log(`Listening on port ${server.port}: nc localhost ${server.port}. Ctrl-C ends it.`);
  await keepUp(chat);
  console.log(serverText(server.counts));
  return true;
}

/**
 * Serves clients of a process of its own, until they have talked enough, or until Ctrl-C.
 *
 * @returns whether all is accounted for
 */
export async function serveLoad(chat: Chat, options: Options): Promise<boolean> {
  const { server, loop, page } = chat;
  const args = { ...options, port: server.port, pageUrl: page?.url };
  const load = new LoadProcess(server.selector, args, () => loop.stop());
  onceAsked(() => load.stop());
  console.log(`Serving ${options.clients} clients on port ${server.port}. Ctrl-C ends it.`);
  await keepUp(chat);
  await load.exited;
  console.log(serverText(server.counts));
  const { lines, ok } = summarize(load.report);
  console.log(lines.join('\n'));
  return ok;
}

async function keepUp({ server, loop, status, page }: Chat): Promise<void> {
  if (page !== null) console.log(`How it is doing: curl ${page.url}`);
  await loop.run({
    onRoundEnd: (most) => server.endRound(most),
    onTick: () => {
      server.tick();
      status.update();
    },
  });
  status.clear();
  server.close();
  await page?.close();
}

/** The first time; a second Ctrl-C has its usual effect. */
function onceAsked(toEnd: () => void): void {
  process.once('SIGINT', toEnd);
  process.once('SIGTERM', toEnd);
}
