/**
 * `info`: what this machine is, and what of it the package can use.
 */
import { Command } from 'commander';
import { formatInfo, type Info } from './infoText.js';
import { describeMachine, describeSystem, whyNoDefault } from './machine/index.js';

const EXIT_NOT_LOADED = 1;

export function infoCommand(): Command {
  return new Command('info')
    .summary('versions, backends, limits, and which binary was loaded')
    .description(
      'Tells versions, backends, limits, and which binary was loaded. Exits with 1 if none could be.',
    )
    .option('--json', 'as JSON')
    .action(async ({ json }: { json?: true }) => {
      const info = await describe();
      if (info.binary === undefined) process.exitCode = EXIT_NOT_LOADED;
      process.stdout.write(json ? `${JSON.stringify(info, null, 2)}\n` : formatInfo(info));
    });
}

async function describe(): Promise<Info> {
  try {
    const machine = await describeMachine();
    const reason = await whyNoDefault();
    if (reason === undefined) return machine;
    return { ...machine, problem: `There is no DefaultSelector: ${reason}` };
  } catch (error) {
    return { ...describeSystem(), problem: (error as Error).message };
  }
}
