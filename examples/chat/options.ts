import { parseArgs } from 'node:util';

export interface Options {
  readonly help: boolean;
  readonly clients: number;
  readonly roomSize: number;
  readonly seconds: number;
  readonly lose: number;
  readonly serve: boolean;
  readonly async: boolean;
  readonly port: number;
  readonly backend: string | undefined;
}

const BACKENDS = ['epoll', 'kqueue', 'poll', 'select'];

/** @param command - what starts the program */
export const helpText = (command: string) => `${command} [options]

Runs a chat server, and beside it a process with real clients who talk for a few seconds and then
account for every message at every receiver.

  --clients N     how many clients (1000)
  --room-size N   how many of them share a room (100)
  --seconds N     how long they talk (5)
  --lose N        leave out N deliveries on purpose, to see that it is noticed (0)
  --serve         no clients: stay up for people, who come with nc localhost PORT
  --async         wait by for await, with an HTTP server of Node's own beside the chat, which the
                  clients' process asks all the time how the chat is doing
  --port N        where to listen (5000 with --serve, any free port without)
  --backend NAME  ${BACKENDS.join(', ')} (the best of this system)
  -h, --help      this

Ctrl-C ends it early: the clients stop talking, and give account of what was said. Exits with 0 when
every message arrived, with 1 when not, with 2 for options that make no sense.
`;

/** @throws Error that says what is wrong with the arguments */
export function parseOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      clients: { type: 'string', default: '1000' },
      'room-size': { type: 'string', default: '100' },
      seconds: { type: 'string', default: '5' },
      lose: { type: 'string', default: '0' },
      serve: { type: 'boolean', default: false },
      async: { type: 'boolean', default: false },
      port: { type: 'string' },
      backend: { type: 'string' },
    },
  });
  if (values.backend !== undefined && !BACKENDS.includes(values.backend)) {
    throw new RangeError(`--backend ${values.backend}: expected one of ${BACKENDS.join(', ')}`);
  }
  return {
    help: values.help,
    clients: integer('--clients', values.clients, 2, 1_000_000),
    roomSize: integer('--room-size', values['room-size'], 2, 10_000),
    seconds: integer('--seconds', values.seconds, 1, 86_400),
    lose: integer('--lose', values.lose, 0, Number.MAX_SAFE_INTEGER),
    serve: values.serve,
    async: values.async,
    port: integer('--port', values.port ?? (values.serve ? '5000' : '0'), 0, 65_535),
    backend: values.backend,
  };
}

function integer(option: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (text.trim() !== '' && Number.isInteger(number) && number >= least && number <= most) {
    return number;
  }
  throw new RangeError(`${option} ${text}: expected a whole number from ${least} to ${most}`);
}
