/**
 * Starts a process of Node.
 *
 * The process inherits one end of a socket pair, the link. The parent sends the assignment over the link and nothing
 * after that. When one side of the link is closed, the other process knows that its partner has ended.
 *
 * (Not by node:child_process, which forgets the processes of a worker when that ends, and reaps one only
 * when its thread has time for the event loop.)
 */
import { constants } from 'node:os';
import { addon } from '../addon/index.js';
import { checkedText } from '../arguments/index.js';
import {
  BrokenPipeError,
  ConnectionResetError,
  NotImplementedError,
  osError,
} from '../errors/index.js';
import { CHILD_PROGRAM, packageFile } from '../marshal/index.js';
import { type Socket, socketpair } from '../socket/index.js';
import { inheritedArgv } from './argv.js';
import { inheritedExecArgv } from './execArgv.js';
import { sendMessage } from './framing.js';

/** The child's end of the link, and the first descriptor after it. */
export const LINK = 3;
export const FIRST_INHERITED = 4;

/**
 * @param message - what the child is told
 * @param descriptors - what it inherits, from `FIRST_INHERITED` on
 * @returns what the addon knows the process by
 * @throws OSError if it cannot be started
 * @throws ValueError for an argument of this program, or a variable of its environment, with a lone surrogate
 * @throws RuntimeError if the program of processes is missing
 * @throws NotImplementedError in Deno, and in a single-executable application
 */
export function launch(message: Uint8Array, descriptors: number[], daemon: boolean): number {
  const [ours, theirs] = socketpair();
  try {
    const index = startNode([theirs.fileno(), ...descriptors], ours.fileno(), daemon);
    theirs.close();
    tell(ours, message, index);
    return index;
  } finally {
    theirs.close();
    ours.close();
  }
}

function startNode(descriptors: number[], sentinel: number, daemon: boolean): number {
  if (process.versions.deno !== undefined) {
    throw new NotImplementedError('Deno gives a child process no permission to load native code');
  }
  // The executable of such an application would run the application again, whatever the arguments.
  if (process.getBuiltinModule?.('node:sea')?.isSea()) {
    throw new NotImplementedError('a single-executable application has no Node to start');
  }
  const program = packageFile(CHILD_PROGRAM);
  const args = [...inheritedExecArgv(process.execArgv), program, ...inheritedArgv(process.argv)];
  const environment = Object.entries(process.env).map(([name, value]) => `${name}=${value}`);
  const index = addon.processStart(
    checkedText(process.execPath, 'process.execPath'),
    [process.argv0, ...args].map((arg) => checkedText(arg, 'an argument of the program')),
    environment.map((variable) => checkedText(variable, 'the environment')),
    Int32Array.from(descriptors),
    sentinel,
    daemon,
  );
  if (index < 0) throw osError(index, process.execPath);
  return index;
}

/** Sends the assignment. If the child ends meanwhile, that is no error here: its exit code tells. */
function tell(link: Socket, message: Uint8Array, index: number): void {
  link.settimeout(null);
  try {
    sendMessage(link, message);
  } catch (error) {
    if (error instanceof BrokenPipeError || error instanceof ConnectionResetError) return;
    addon.processSignal(index, constants.signals.SIGKILL);
    throw error;
  }
}
