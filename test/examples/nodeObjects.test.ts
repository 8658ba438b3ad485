import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CONTROL_D, inputs, runOn } from '../fileobj/standardStreams.js';
import { hasEpoll, hasKqueue } from '../support/capabilities.js';
import { Client } from './client.js';
import { Program } from './program.js';

const example = (name: string, ...args: string[]): Program =>
  new Program(`node-objects/${name}.js`, args);

const credential = (kind: 'key' | 'crt') =>
  fileURLToPath(new URL(`../fileobj/fixtures/localhost.${kind}`, import.meta.url));

const backends = [
  'select',
  'poll',
  ...(hasEpoll ? ['epoll'] : []),
  ...(hasKqueue ? ['kqueue'] : []),
];

describe.each(backends)('standard-input with %s reads', (backend) => {
  it.each(Object.entries(inputs))('a %s', (kind, shell) => {
    const input = kind === 'terminal' ? `a line\n${CONTROL_D}` : 'a line\n';
    const program = [process.execPath, 'dist/examples/node-objects/standard-input.js'];
    const { stdout } = runOn(shell, program, input, { SELECTORS_TS_BACKEND: backend });
    expect(stdout).toMatch(kind === '/dev/null' ? /^0 bytes$/m : /^7 bytes\r?$/m);
  });
});

it('net-server serves who comes, whoever accepts', async () => {
  await using program = example('net-server');
  const port = await program.port();
  using first = await Client.connect(port);
  await program.line(/^somebody has come/);
  expect(await first.line()).toBe('served by Node');
  using second = await Client.connect(port);
  expect(await second.line()).toBe('served by Node');
  const { code, stdout } = await program.end();
  expect(stdout).toContain('we have accepted');
  expect(code).toBe(0);
});

it('net-socket echoes what the selector has seen, and the rest', async () => {
  await using program = example('net-socket');
  const client = connect(await program.port(), '127.0.0.1');
  client.setEncoding('utf8').write('first\n');
  expect((await once(client, 'data'))[0]).toBe('first\n');
  client.end('second\n');
  expect((await once(client, 'data'))[0]).toBe('second\n');
  expect((await program.end()).code).toBe(0);
});

it('tls-server and tls-client understand each other', async () => {
  await using server = example('tls-server', credential('key'), credential('crt'));
  await using client = example('tls-client', `${await server.port()}`, credential('crt'));
  const { code, stdout, stderr } = await client.end();
  expect(stderr).toBe('');
  expect(stdout).toBe('connected by TLSv1.3\nhello over TLS\n');
  expect(code).toBe(0);
  expect((await server.end()).code).toBe(0);
});
