import { expect, it } from 'vitest';
import { Program } from './program.js';

it('shows what select() and epoll say of the same sockets', async () => {
  await using program = new Program('select-and-epoll.js');
  const { code, stdout, stderr } = await program.end();
  expect(stdout.split('\n').filter((line) => line.startsWith('  '))).toEqual([
    '  select([a b c], [])  ->  nothing',
    '  epoll.poll()         ->  nothing',
    '  select([a b c], [])  ->  b readable',
    '  epoll.poll()         ->  b readable',
    '  select([a b c], [])  ->  b readable',
    '  epoll.poll()         ->  b readable',
    '  select([a b c], [])  ->  nothing',
    '  epoll.poll()         ->  nothing',
    '  select([a b c], [])  ->  a readable, c readable',
    '  epoll.poll()         ->  a readable and hung up, c readable',
    '  select([a b c], [b])  ->  a readable, c readable, b writable',
    '  epoll.poll()         ->  a readable and hung up, c readable, b writable',
    '  select([b c], [])  ->  c readable',
    '  epoll.poll()         ->  c readable',
    '  select([b c], [])  ->  c readable',
    '  epoll.poll()         ->  c readable',
    '  select([b c], [])  ->  c readable',
    '  epoll.poll()         ->  nothing',
  ]);
  expect(stderr).toBe('');
  expect(code).toBe(0);
});
