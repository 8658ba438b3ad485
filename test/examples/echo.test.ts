import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { Program } from './program.js';

it('sends back what it gets', async () => {
  await using program = new Program('echo.js', ['0']);
  const client = connect(await program.port(), 'localhost');
  await once(client, 'connect');
  client.end('hello');
  const chunks = await client.toArray();
  expect(Buffer.concat(chunks).toString()).toBe('hello');
});
