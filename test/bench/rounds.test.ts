import { expect, it } from 'vitest';
import { type CommandOf, node, runRounds } from '../../bench/rounds/index.js';

/** Programs here are JavaScript sources in the place of a file name. */
const commandOf: CommandOf = async ({ file, args }) =>
  file === 'absent' ? null : [process.execPath, '-e', file, '--', ...args.map(String)];

const answering = (body: string) =>
  node(`require('readline').createInterface(process.stdin).on('line', () => { ${body} })`);

const COUNTING = 'console.log(JSON.stringify({ figure: global.n = (global.n ?? 0) + 1 }))';

it('lets the contenders take turns and drops two rounds of each to warm up', async () => {
  const contenders = {
    ours: { program: answering(COUNTING) },
    peer: { program: answering(COUNTING) },
  };
  const figures = await runRounds(contenders, 3, commandOf);
  expect([...figures]).toEqual([
    ['ours', [3, 4, 5]],
    ['peer', [3, 4, 5]],
  ]);
});

it('hands a server’s port and process id to its load', async () => {
  const server = node(
    'console.log(JSON.stringify({ port: 5000, pid: process.pid })); process.stdin.resume()',
  );
  const load = answering(
    'console.log(JSON.stringify({ figure: process.argv.length + +process.argv[1] }))',
  );
  const figures = await runRounds({ server: { program: server, load } }, 1, commandOf);
  expect([...figures]).toEqual([['server', [5003]]]);
});

it('has no figures of what cannot run here', async () => {
  const figures = await runRounds({ peer: { program: node('absent') } }, 1, commandOf);
  expect(figures.size).toBe(0);
});

it('fails when a contender ends, and ends the others', async () => {
  const contenders = {
    peer: { program: answering(COUNTING) },
    ours: { program: answering('process.exit(3)') },
  };
  await expect(runRounds(contenders, 1, commandOf)).rejects.toThrow(/without an answer \(3\)/);
});

it('fails when a contender cannot be started', async () => {
  const nowhere: CommandOf = async () => ['/nonexistent/program'];
  await expect(runRounds({ ours: { program: node('x') } }, 1, nowhere)).rejects.toThrow(
    /nonexistent/,
  );
});
