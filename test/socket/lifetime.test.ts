import { Worker } from 'node:worker_threads';
import { Socket, socketpair } from 'selectors-ts/socket';
import { describe, expect, test } from 'vitest';
import { hasDescriptorCount } from '../support/capabilities.js';
import { runNode } from '../support/node.js';
import { openDescriptors } from '../support/openDescriptors.mjs';
import { connected, listening, openSocket } from '../support/sockets.js';

describe.runIf(hasDescriptorCount)('descriptors', () => {
  test('are as many after as before', () => {
    const before = openDescriptors();
    for (let i = 0; i < 100; i++) {
      const [left, right] = socketpair();
      left.close();
      right.close();
      new Socket(-1, -1, -1, new Socket().detach()).close();
    }
    expect(openDescriptors()).toBe(before);
  });

  test('of connections too', () => {
    const server = listening();
    const before = openDescriptors();
    for (let i = 0; i < 100; i++) {
      const client = new Socket();
      client.connect(server.getsockname());
      server.accept()[0].close();
      client.close();
    }
    expect(openDescriptors()).toBe(before);
  });

  test('are not lost when the family of a descriptor cannot be found', () => {
    const before = openDescriptors();
    for (let i = 0; i < 10; i++) {
      expect(() => new Socket(-1, -1, -1, 2 ** 30)).toThrow(
        expect.objectContaining({ code: 'EBADF' }),
      );
    }
    expect(openDescriptors()).toBe(before);
  });

  test.each(['ends', 'is terminated'])(
    'are closed when a worker %s without closing',
    async (how) => {
      const before = openDescriptors();
      const worker = new Worker(
        `import('selectors-ts/socket').then(({ Socket, socketpair }) => {
         globalThis.kept = Array.from({ length: 50 }, () => [new Socket(), ...socketpair()]);
         kept[0][0].bind(['127.0.0.1', 0]);
         kept[0][0].listen();
         if (${how === 'is terminated'}) kept[0][0].accept();
       });`,
        { eval: true },
      );
      const exited = new Promise((resolve) => worker.once('exit', resolve));
      if (how === 'is terminated') {
        const opened = before + 150;
        while (openDescriptors() < opened) await new Promise((resolve) => setImmediate(resolve));
        await worker.terminate();
      }
      await exited;
      expect(openDescriptors()).toBeLessThanOrEqual(before);
    },
  );

  test('that were detached in a worker outlive it', async () => {
    const [left, right] = connected();
    const fd = left.detach();
    const worker = new Worker(
      `import('selectors-ts/socket').then(({ Socket }) => {
         const { workerData } = require('node:worker_threads');
         new Socket(-1, -1, -1, workerData).detach();
       });`,
      { eval: true, workerData: fd },
    );
    await new Promise((resolve) => worker.once('exit', resolve));
    openSocket(-1, -1, -1, fd).send(Buffer.from('still open'));
    expect(right.recv(100).toString()).toBe('still open');
  });
});

describe('a forgotten socket', () => {
  // Its own process: the garbage is collected when V8 is told to, the warning comes when the event
  // loop gets to it.
  const program = `
    import { readdirSync } from 'node:fs';
    import { setFlagsFromString } from 'node:v8';
    import { runInNewContext } from 'node:vm';
    import { Socket, socketpair } from 'selectors-ts/socket';
    setFlagsFromString('--expose-gc');
    const gc = runInNewContext('gc');
    const warnings = [];
    process.on('warning', ({ name, message }) => warnings.push(name + ': ' + message));
    const count = () => readdirSync('/dev/fd').length;
    const turn = () => new Promise((resolve) => setImmediate(resolve));
  `;

  test('is closed with a warning', () => {
    const output = runNode(`${program}
      const fds = [];
      (() => {
        fds.push(new Socket().fileno());
        fds.push(...socketpair().map((socket) => socket.fileno()));
      })();
      while (warnings.length < 3) {
        gc();
        await turn();
      }
      for (const fd of fds) {
        try {
          fds.push(new Socket(-1, -1, -1, fd).fileno());
        } catch {
          // What is closed is no socket.
        }
      }
      const expected = fds.map((fd) => 'ResourceWarning: unclosed socket fd=' + fd);
      console.log(JSON.stringify([warnings.sort(), expected.sort()]));
    `);
    const [warnings, expected] = JSON.parse(output);
    expect(warnings).toEqual(expected);
  });

  test.runIf(hasDescriptorCount)(
    'that was closed or detached gives no warning, and its number is left alone',
    () => {
      const output = runNode(`${program}
      const before = count();
      const references = [];
      const remember = (socket) => references.push(new WeakRef(socket)) && socket;
      (() => {
        for (let i = 0; i < 10; i++) {
          remember(new Socket()).close();
          remember(new Socket(-1, -1, -1, remember(new Socket()).detach())).close();
        }
      })();
      const fd = remember(new Socket()).detach();
      while (references.some((reference) => reference.deref() !== undefined)) {
        // In this order: what deref() has returned stays alive until the turn is over.
        await turn();
        gc();
      }
      await turn();
      console.log(JSON.stringify([warnings, count() - before, new Socket(-1, -1, -1, fd).type]));
    `);
      expect(JSON.parse(output)).toEqual([[], 1, 1]);
    },
  );
});
