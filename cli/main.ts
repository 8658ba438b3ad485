#!/usr/bin/env node
/**
 * The program `selectors-ts`. What it needs of the package a command loads when it is run: where the
 * addon cannot be loaded, it can still be asked about that.
 */
import { Command, CommanderError } from 'commander';
import { benchCommand } from './bench.js';
import { demoCommand } from './demo.js';
import { infoCommand } from './info.js';
import { describeMachine } from './machine/index.js';
import { version } from './package.js';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

/** commander puts its suggestions on a line of their own. */
function inOneLine(text: string): string {
  return `${text.trim().replaceAll(/\s*\n\s*/g, ' ')}\n`;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads it may have read enough, such as `head`.
  if (error.code === 'EPIPE') process.exit();
  console.error(error.message);
  process.exit(EXIT_FAILED);
});
// There is nowhere left to say so.
process.stderr.on('error', () => {});

const program = new Command('selectors-ts')
  .description('select, poll, epoll and kqueue on this machine.')
  .version(version)
  .helpCommand(false);
for (const command of [benchCommand(describeMachine), infoCommand(), demoCommand()])
  program.addCommand(command);
for (const command of [program, ...program.commands]) {
  command.exitOverride().configureOutput({
    outputError: (text, write) => write(inOneLine(text)),
  });
}

const args = process.argv.slice(2);
try {
  await program.parseAsync(args.length > 0 ? args : ['--help'], { from: 'user' });
} catch (error) {
  if (error instanceof CommanderError) {
    if (error.exitCode !== 0) process.exitCode = EXIT_USAGE;
  } else if (error instanceof Error && 'code' in error) {
    // The system's, or that of the addon's loader: no fault of the program, whose place would tell nothing.
    console.error(error.message);
    process.exitCode = EXIT_FAILED;
  } else {
    throw error;
  }
}
