/**
 * The program of a child process: takes its assignment from the link to its parent and carries it
 * out. CPython's Lib/multiprocessing/spawn.py.
 */
import { deserialize } from 'node:v8';
import { addon } from '../addon/index.js';
import { EOFError, OSError, osError, printed } from '../errors/index.js';
import { loadTarget, programBegins } from '../marshal/index.js';
import { Socket } from '../socket/index.js';
import { turnOfLoop } from '../wait/index.js';
import { outliveAll } from './children.js';
import { receiveLength, receiveMessage } from './framing.js';
import { setIdentity } from './identity.js';
import { unpackArgs } from './inherited.js';
import { FIRST_INHERITED, LINK } from './launch.js';
import type { Assignment } from './process.js';

programBegins();
const { target, args, identity } = receiveAssignment();
setIdentity(identity);
process.on('uncaughtExceptionMonitor', introduceFailure);

process.once('exit', reportUnsettled);

try {
  const call = target === null ? () => {} : await loadTarget(target, identity.name);
  await call(...unpackArgs(args, FIRST_INHERITED));
  // Node looks for rejections that nobody handles once all promises have had their turn.
  await turnOfLoop();
} catch (error) {
  process.stderr.write(`Process ${identity.name}:\n${printed(error)}\n`);
  process.exitCode = 1;
}
await outliveAll();
process.off('exit', reportUnsettled);
process.exit();

/** Prints the name of this process before an error that Node reports, as Python does. */
function introduceFailure(): void {
  const isHandled = process.listenerCount('uncaughtException') > 0;
  if (!isHandled) process.stderr.write(`Process ${identity.name}:\n`);
}

/** Explains exit code 13, Node's for an `await` of a promise that nothing can settle any more. */
function reportUnsettled(): void {
  if (process.exitCode !== 13) return;
  process.stderr.write(`Process ${identity.name}:\nits promise can never be settled\n`);
}

function receiveAssignment(): Assignment {
  const link = new Socket(-1, -1, -1, LINK);
  link.settimeout(null);
  try {
    const message = receiveMessage(link, receiveLength(link)) as Buffer;
    // The descriptor stays open for as long as this process lives: its end tells the parent that the process ended.
    link.detach();
    const assignment = deserialize(message) as Assignment;
    if (assignment.identity.daemon) hangOn(LINK);
    return assignment;
  } catch (error) {
    // The parent has ended before it sent the assignment.
    if (error instanceof EOFError || error instanceof OSError) process.exit(1);
    throw error;
  }
}

function hangOn(link: number): void {
  const outcome = addon.processDieWithPeer(link);
  if (outcome < 0) throw osError(outcome, `fd ${link}`);
}
