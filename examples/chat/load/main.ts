/**
 * The load: real clients of the chat server, in a process of their own with a limit of descriptors
 * of its own. Descriptor 3 is a socket to the process that has started it: `stop` comes in by it,
 * and the report goes out.
 */
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { DefaultSelector, EVENT_READ } from 'selectors-ts';
import { Socket } from 'selectors-ts/socket';
import { LineReader } from '../lineReader.js';
import type { ChatSelector } from '../selector.js';
import { Crowd } from './crowd.js';
import { Ledger } from './ledger.js';
import type { PageReport, Report } from './report.js';
import { Seating } from './seating.js';

const CONTROL = 3;
const MOST_GAPS = 10;

export interface LoadArguments {
  readonly port: number;
  readonly clients: number;
  readonly roomSize: number;
  readonly seconds: number;
  /** The server's status page, to be read meanwhile. */
  readonly pageUrl?: string | undefined;
}

const args: LoadArguments = JSON.parse(process.argv[2] as string);
const { port, clients, roomSize, seconds, pageUrl } = args;
const selector: ChatSelector = new DefaultSelector();
const seating = new Seating(clients, roomSize);
const ledger = new Ledger(seating);
const crowd = new Crowd(seating, { selector, port, ledger });

const control = new Socket(undefined, undefined, undefined, CONTROL);
const reader = new LineReader();
let stopped = false;
selector.register(control, EVENT_READ, () => {
  const parentIsThere = reader.read(control, () => {
    stopped = true;
    crowd.stop();
  });
  if (!parentIsThere) process.exit(1);
});

const arrived = crowd.arrive();
const pageReader =
  pageUrl !== undefined && arrived === clients
    ? new Worker(new URL('./pageReader.js', import.meta.url), { workerData: pageUrl })
    : null;
const startMs = performance.now();
if (arrived === clients) crowd.talk(seconds);
const talkedMs = performance.now() - startMs;
pageReader?.postMessage('stop');
crowd.leave();
const [page]: PageReport[] = pageReader === null ? [] : await once(pageReader, 'message');

const report: Report = {
  clients,
  arrived,
  lost: arrived - crowd.gone,
  rooms: seating.rooms,
  seconds: talkedMs / 1000,
  stopped,
  sent: ledger.sent,
  expected: ledger.expected,
  received: ledger.received,
  missing: ledger.missing,
  outOfOrder: ledger.outOfOrder,
  damaged: ledger.damaged,
  stray: ledger.stray,
  gaps: [...ledger.gaps()].slice(0, MOST_GAPS),
  page: page ?? null,
};
control.setblocking(true);
control.sendall(Buffer.from(`${JSON.stringify(report)}\n`));
crowd.close();
selector.close();
control.close();
