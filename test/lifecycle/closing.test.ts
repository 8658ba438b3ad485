/**
 * What is closed while it is waited for: by an interrupt hook, or by another thread.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { EVENT_READ, EVENT_WRITE, ValueError } from 'selectors-ts';
import type { Socket } from 'selectors-ts/socket';
import { describe, expect, onTestFinished, test } from 'vitest';
import { caught } from '../bad-input/case.js';
import { backends } from '../conformance/backends.js';
import { opened } from '../conformance/opened.js';
import { hasDenseNumbers, hasFileDescriptors, hasSignals } from '../support/capabilities.js';
import { keepAlive, makeSocketpair, reuseNumbers } from '../support/descriptors.js';
import { onInterrupt } from '../support/signals.js';
import { type Wait, waits } from './fixtures/waits.mjs';

const withoutDescriptor = ['select()', 'Poll.poll()', 'Poll.pollInto()'];

describe.each(Object.keys(waits).filter((name) => !withoutDescriptor.includes(name)))(
  '%s',
  (name) => {
    test.runIf(hasSignals)('is ended by an interrupt hook that closes it', () => {
      const { wait, close } = (waits[name] as Wait).open();
      onInterrupt(close);
      const error = caught(wait);
      if (!(error instanceof ValueError)) expect(error).toMatchObject({ code: 'EBADF' });
    });
  },
);

describe.each(backends)('$name', (backend) => {
  test.runIf(hasSignals && hasDenseNumbers && hasFileDescriptors)(
    'delivers nothing of a file that a hook closes to the next owner of its number',
    () => {
      const s = opened(backend);
      const [old, peer] = makeSocketpair();
      const fd = old.fileno();
      s.register(old, EVENT_READ, 'old');
      // Another process has it too: epoll goes on watching it.
      keepAlive(fd);
      let heir: Socket | undefined;
      onInterrupt(() => {
        old.close();
        [heir] = reuseNumbers(fd);
        s.register(heir as Socket, EVENT_WRITE, 'heir');
        peer.send(Buffer.from('x'));
      });
      expect(s.select(null)).toEqual([[s.getKey(heir as Socket), EVENT_WRITE]]);
    },
  );

  test.runIf(hasSignals && hasFileDescriptors)(
    'waits on for the others when a hook closes and unregisters one',
    () => {
      const s = opened(backend);
      const [old, peer] = makeSocketpair();
      const [other, writer] = makeSocketpair();
      s.register(old, EVENT_READ);
      const key = s.register(other, EVENT_READ);
      keepAlive(old.fileno());
      onInterrupt(() => {
        s.unregister(old);
        old.close();
        peer.send(Buffer.from('x'));
        writer.send(Buffer.from('x'));
      });
      expect(s.select(null)).toEqual([[key, EVENT_READ]]);
    },
  );

  test('outlives what another thread closes, at whatever moment', async () => {
    const s = opened(backend);
    const thread = new Worker(
      `const { parentPort } = require('node:worker_threads');
       import('selectors-ts/socket').then(({ Socket }) => {
         parentPort.on('message', ({ closed, writer }) => {
           const peer = new Socket(-1, -1, -1, writer);
           new Socket(-1, -1, -1, closed).close();
           peer.send(Buffer.from('x'));
           peer.close();
         });
         parentPort.postMessage('ready');
       });`,
      { eval: true },
    );
    onTestFinished(async () => {
      await thread.terminate();
    });
    await once(thread, 'message');

    for (let round = 0; round < 100; round++) {
      const [closed] = makeSocketpair();
      const [other, writer] = makeSocketpair();
      s.register(closed, EVENT_READ);
      s.register(other, EVENT_READ);
      thread.postMessage({ closed: closed.detach(), writer: writer.detach() });
      const ready = new Set<unknown>();
      let isRegistered = true;
      while (!ready.has(other)) {
        try {
          for (const [{ fileobj }] of s.select(null)) ready.add(fileobj);
        } catch (error) {
          expect(backend.closedDescriptor).toBe('EBADF');
          expect(error).toMatchObject({ code: 'EBADF' });
          s.unregister(closed);
          isRegistered = false;
        }
      }
      if (backend.closedDescriptor === 'silent') expect(ready).toEqual(new Set([other]));
      if (isRegistered) s.unregister(closed);
      s.unregister(other);
      expect(s.select(0)).toEqual([]);
    }
  });

  test('is done with a socket that another thread has a duplicate of', async () => {
    const s = opened(backend);
    const [socket, peer] = makeSocketpair();
    const thread = new Worker(
      `const { parentPort, workerData } = require('node:worker_threads');
       import('selectors-ts/socket').then(({ fromfd }) => {
         const duplicate = fromfd(workerData.fd, workerData.family, workerData.type);
         parentPort.postMessage('ready');
         duplicate.sendall(duplicate.recv(100));
         duplicate.close();
       });`,
      { eval: true, workerData: { fd: socket.fileno(), family: socket.family, type: socket.type } },
    );
    await once(thread, 'message');
    s.register(socket, EVENT_READ);
    const key = s.register(peer, EVENT_READ);
    s.unregister(socket);
    socket.close();
    peer.send(Buffer.from('still there'));
    expect(s.select(null)).toEqual([[key, EVENT_READ]]);
    expect(peer.recv(100).toString()).toBe('still there');
    await once(thread, 'exit');
  });
});
