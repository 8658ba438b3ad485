import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const HOST = '127.0.0.1';

/** What the page tells of the chat. */
export interface Figures {
  readonly connections: number;
  readonly deliveries: number;
  readonly messagesPerSecond: number;
}

/** How the chat is doing, as JSON: an HTTP server of Node's own, in the process of the chat. */
export class StatusPage {
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://${HOST}:${(server.address() as AddressInfo).port}/`;
  }

  static async open(figures: () => Figures): Promise<StatusPage> {
    const server = createServer(answerWith(figures));
    server.listen(0, HOST);
    await once(server, 'listening');
    return new StatusPage(server);
  }

  /** With the connections of those who might ask again. */
  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}

function answerWith(figures: () => Figures): RequestListener {
  return ({ method, url }, response) => {
    const isKnown = method === 'GET' && url === '/';
    const answer = isKnown ? figures() : { error: 'There is only GET /' };
    response.writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json' });
    response.end(`${JSON.stringify(answer)}\n`);
  };
}
