import { ValueError } from '../errors/index.js';

/**
 * A program's own arguments, for a child process.
 *
 * @throws TypeError for what is none, and has no text: a function, a symbol
 * @throws ValueError for a text that the system would take for a shorter one
 */
export function inheritedArgv(argv: readonly unknown[]): string[] {
  return argv.slice(2).map((argument) => {
    if (typeof argument === 'function' || typeof argument === 'symbol') {
      throw new TypeError(`a ${typeof argument} in process.argv is no argument for a process`);
    }
    const text = String(argument);
    if (text.includes('\0')) {
      throw new ValueError(`embedded null character in process.argv: ${JSON.stringify(text)}`);
    }
    return text;
  });
}
