import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** Somebody with `nc`. */
export class Client implements Disposable {
  readonly socket: Socket;
  readonly #lines: AsyncIterator<string>;

  private constructor(socket: Socket) {
    this.socket = socket;
    this.socket.on('error', () => {});
    this.#lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  }

  static async connect(port: number, host = '127.0.0.1'): Promise<Client> {
    const socket = connect(port, host);
    await once(socket, 'connect');
    return new Client(socket);
  }

  say(line: string): void {
    this.socket.write(`${line}\n`);
  }

  /** The next line; undefined at the end, whichever way that came. */
  async line(): Promise<string | undefined> {
    try {
      return (await this.#lines.next()).value;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ECONNRESET') return undefined;
      throw error;
    }
  }

  /** Says something and reads the answer. */
  async ask(line: string): Promise<string | undefined> {
    this.say(line);
    return await this.line();
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }
}
