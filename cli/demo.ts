/**
 * `demo`: the chat server of examples/, in this process.
 */
import { Command } from 'commander';
import { packageFolder } from './package.js';

const PROGRAM = new URL('dist/examples/chat/chat.js', packageFolder).href;

export function demoCommand(): Command {
  return new Command('demo')
    .usage('[options]')
    .summary('a chat server with a thousand clients, every message accounted for')
    .argument('[options...]')
    .allowUnknownOption()
    .helpOption(false)
    .action(async (options: string[]) => {
      const { chat }: typeof import('../examples/chat/chat.js') = await import(PROGRAM);
      process.exitCode = await chat(options, 'npx selectors-ts demo');
    });
}
