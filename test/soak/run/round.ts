/** All that a soak does, once. */
import {
  type Client,
  echo,
  halfClose,
  hangUp,
  readSlowly,
  resetAnywhere,
} from '../load/clients.js';
import { threadComesAndGoes } from '../load/comings.js';
import { converse } from '../load/conversation.js';
import { reuseNumber } from '../load/reusedNumbers.js';
import { workerIsTerminated } from '../load/terminations.js';
import { backends } from '../servers/backends.js';
import { Request } from '../servers/control.js';
import { failAtRound } from '../servers/faults.js';
import type { Server } from '../servers/fleet.js';
import type { Random } from './random.js';
import type { World } from './world.js';

const clients: Record<string, Client> = { echo, halfClose, hangUp, readSlowly, resetAnywhere };
const QUESTIONS = 5;
const MOST_WAKEUPS = 5;

/** When it is over, all that it has opened is closed. */
export async function round(world: World, random: Random): Promise<void> {
  const { pending, tally, faults } = world;
  const coming = () => ({ ...some(world, random), backend: random.pick(backends), tally });
  failAtRound(faults);
  const tasks = world.servers.flatMap((server) => visits(server, world, random));
  // By turns: each takes longer than all the rest.
  const isThread = tally.rounds % 2 === 0;
  tasks.push(
    isThread
      ? pending.add('a thread that comes and goes', threadComesAndGoes(coming()))
      : pending.add('a worker that is terminated', workerIsTerminated(coming())),
  );
  for (const backend of backends) tally['numbers reused'] += reuseNumber(backend) ? 1 : 0;
  await Promise.all(tasks);
  await Promise.all(world.servers.map((server) => settle(server, world, random)));
  tally.rounds++;
}

function visits(server: Server, world: World, random: Random): Promise<void>[] {
  const { pending, tally } = world;
  const { name, control } = server;
  const asClient = () => ({ ...some(world, random), port: control.echoPort, tally });
  const echoes = Object.entries(clients).map(([kind, client]) =>
    pending.add(`${name}: ${kind}`, client(asClient())),
  );
  const asMembers = { ...asClient(), port: control.chatPort };
  return [
    ...echoes,
    pending.add(`${name}: chat`, converse(asMembers)),
    pending.add(`${name}: wakers`, wakeUp(server, world, random.fork())),
  ];
}

/** The server answers a question once, however often it is woken up for that. */
async function wakeUp(server: Server, { tally }: World, random: Random): Promise<void> {
  for (let question = 0; question < QUESTIONS; question++) {
    const times = random.integer(1, MOST_WAKEUPS);
    await server.ask(Request.ANSWER, times);
    tally.wakeups += times + 1;
  }
}

/** Those who have hung up may still wait at the door. Whoever comes last is the last to come in. */
async function settle(server: Server, world: World, random: Random): Promise<void> {
  const { pending, tally } = world;
  const last = { ...some(world, random), port: server.control.echoPort, tally };
  await pending.add(`${server.name}: the last echo`, echo(last));
  await pending.add(`${server.name}: until all have gone`, server.idle());
}

function some({ waits }: World, random: Random) {
  return { waits: random.pick(waits), random: random.fork() };
}
