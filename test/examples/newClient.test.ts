import { once } from 'node:events';
import { connect } from 'node:net';
import { it } from 'vitest';
import { Program } from './program.js';

it('greets each new client of both its ports', async () => {
  await using program = new Program('new-client.js', ['0', '0']);
  for (const port of [await program.port(), await program.port()]) {
    const socket = connect(port, 'localhost');
    await program.line(/^New client!$/);
    await once(socket.resume(), 'close');
  }
});
