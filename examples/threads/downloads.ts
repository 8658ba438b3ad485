// Threads and I/O: four downloads one after the other, and at once. A thread that waits for the
// network has given the GIL up, so four of them wait together.
import { isMainThread } from 'node:worker_threads';
import { createConnection, createServer, type Socket } from 'selectors-ts/socket';
import { Queue, sleep, Thread } from 'selectors-ts/threading';

const SECONDS_FOR_A_PAGE = 0.2;
const PAGES = ['earth', 'water', 'air', 'fire'];

/** Runs in a thread: fetches one page. */
export function download(port: number, page: string, results: Queue<string>): void {
  using server = createConnection(['127.0.0.1', port]);
  server.sendall(Buffer.from(page));
  results.put(`${page}: ${server.recv(100)}`);
}

/** Runs in a thread: answers one client, slowly. */
export function answer(client: Socket): void {
  const page = client.recv(100);
  sleep(SECONDS_FOR_A_PAGE);
  client.sendall(Buffer.from(`all about ${page}`));
  client.close();
}

/** Runs in a thread: a server with a thread for each client. */
export function serve(listener: Socket): void {
  const target = new URL('#answer', import.meta.url);
  for (;;) new Thread({ target, args: [listener.accept()[0]], daemon: true }).start();
}

function main(): void {
  const listener = createServer(['127.0.0.1', 0]);
  const port = listener.getsockname()[1] as number;
  const serving = new URL('#serve', import.meta.url);
  new Thread({ target: serving, args: [listener], daemon: true }).start();

  const results = new Queue<string>();
  const target = new URL('#download', import.meta.url);
  const start = (page: string) => {
    const thread = new Thread({ target, args: [port, page, results] });
    thread.start();
    return thread;
  };
  const timed = (what: string, work: () => void) => {
    const startMs = performance.now();
    work();
    console.log(`${what}: ${((performance.now() - startMs) / 1000).toFixed(1)} s`);
    for (const _ of PAGES) console.log(`  ${results.get()}`);
  };
  timed('One after the other', () => {
    for (const page of PAGES) start(page).join();
  });
  timed('At once', () => {
    const threads = PAGES.map(start);
    for (const thread of threads) thread.join();
  });
}

if (isMainThread) main();
