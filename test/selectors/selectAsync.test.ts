/**
 * What `selectAsync()` is to the process around it; what it returns is in `conformance/`.
 */
import { execFileSync } from 'node:child_process';
import { setImmediate as turnOfNode } from 'node:timers/promises';
import {
  EpollSelector,
  EVENT_READ,
  EVENT_WRITE,
  KqueueSelector,
  PollSelector,
  SelectSelector,
} from 'selectors-ts';
import { EPOLLOUT, Epoll } from 'selectors-ts/select';
import { SHUT_RDWR, socketpair } from 'selectors-ts/socket';
import { describe, expect, test } from 'vitest';
import { hasEpoll, hasProc, hasShell, hasUnseenHangUps } from '../support/capabilities.js';
import { keepAlive, makeSocketpair } from '../support/descriptors.js';
import { watchNative } from '../support/native.js';
import { runNode } from '../support/node.js';

const backends = [EpollSelector, KqueueSelector, PollSelector, SelectSelector]
  .filter(({ isAvailable }) => isAvailable)
  .map(({ name }) => name);

/** A program with a selector `s` that watches `near`, and `far` at the other end. */
function withSelector(backend: string, source: string): string {
  return `
    import { readdirSync } from 'node:fs';
    import { Worker } from 'node:worker_threads';
    import { setImmediate as turn } from 'node:timers/promises';
    import * as selectors from 'selectors-ts';
    import { socketpair } from 'selectors-ts/socket';
    const open = () => {
      const s = new selectors.${backend}();
      const [near, far] = socketpair();
      s.register(near, selectors.EVENT_READ);
      return { s, near, far, close() { s.close(); near.close(); far.close(); } };
    };
    ${source}
  `;
}

describe.each(backends)('a pending selectAsync() of %s', (backend) => {
  test('keeps the process alive until it is over', () => {
    const source = `
      const { s, far, close } = open();
      setTimeout(() => far.send(Buffer.from('x')), 50);
      s.selectAsync().then((ready) => { console.log(ready.length); close(); });`;
    expect(runNode(withSelector(backend, source))).toBe('1\n');
  });

  test('does not after unref(), before or meanwhile, unless after ref() again', () => {
    const source = `
      const before = open(), meanwhile = open(), again = open();
      before.s.unref().selectAsync().then(() => console.log('before'));
      meanwhile.s.selectAsync(3600).then(() => console.log('meanwhile'));
      meanwhile.s.unref();
      again.s.unref().selectAsync(0.05).then(() => console.log('again'));
      again.s.ref();`;
    expect(runNode(withSelector(backend, source))).toBe('again\n');
  });

  test.runIf(hasProc)('ends with its thread, and leaves no descriptor and no thread behind', () => {
    const source = `
      const count = (folder) => readdirSync('/proc/self/' + folder).length;
      // The first worker has Node make what it keeps for all of them.
      let before;
      for (let round = 0; round < 4; round++) {
        const worker = new Worker(\`
          import('selectors-ts').then(async ({ ${backend}, EVENT_READ }) => {
            const { socketpair } = await import('selectors-ts/socket');
            const s = new ${backend}();
            globalThis.kept = [s, socketpair()];
            s.register(kept[1][0], EVENT_READ);
            s.selectAsync();
            s.waker();
            (await import('node:worker_threads')).parentPort.postMessage('pending');
          });\`, { eval: true });
        await new Promise((resolve) => worker.once('message', resolve));
        await worker.terminate();
        const now = [count('fd'), count('task')].join();
        before ??= now;
        if (now !== before) throw new Error(before + ' became ' + now);
      }
      console.log('none');`;
    expect(runNode(withSelector(backend, source))).toBe('none\n');
  });

  test('does not hold up process.exit()', () => {
    const source = `
      const { s } = open();
      s.selectAsync();
      await turn();
      process.on('exit', (code) => console.log(code));
      process.exit(0);`;
    expect(runNode(withSelector(backend, source))).toBe('0\n');
  });

  test('does not keep the process alive once its iterator or stream was left', () => {
    const source = `
      import { Readable } from 'node:stream';
      const left = open(), destroyed = open();
      const steps = left.s[Symbol.asyncIterator]();
      steps.next().then(({ done }) => console.log(done));
      steps.return();
      const stream = Readable.from(destroyed.s).on('data', () => {});
      await turn();
      stream.on('close', () => console.log('closed')).destroy();`;
    expect(runNode(withSelector(backend, source))).toBe('true\nclosed\n');
  });

  test.each([
    ["() => { throw new Error('of the signal'); }", 'Error: of the signal'],
    ['undefined', 'TypeError: signal.removeEventListener is not a function'],
  ])('is over though its signal has as removeEventListener %s', (member, warning) => {
    const source = `
      process.on('warning', ({ message }) => console.log(message.split('\\n')[0]));
      const { s, far, close } = open();
      const removeEventListener = ${member};
      const signal = { aborted: false, addEventListener() {}, removeEventListener };
      const ready = s.selectAsync(null, { signal });
      far.send(Buffer.from('x'));
      console.log((await ready).length);
      close();`;
    expect(runNode(withSelector(backend, source))).toBe(
      `1\nthe signal of a wait did not forget it: ${warning}\n`,
    );
  });

  test.runIf(hasShell)(
    'needs no descriptor when the last one went to what the first wait returned',
    () => {
      const source = `
      import { openSync } from 'node:fs';
      const { s, near, far } = open();
      far.send(Buffer.from('x'));
      await s.selectAsync();
      near.recv(9);
      try { for (;;) openSync('/dev/null'); } catch ({ code }) { console.log(code); }
      setTimeout(() => far.send(Buffer.from('x')), 1);
      console.log((await s.selectAsync()).length);`;
      // More than the loader has open at a time, which reads modules side by side.
      const limited = ['-c', 'ulimit -n 256; exec "$0" "$@"', process.execPath];
      const args = [...limited, '--input-type=module', '-e', withSelector(backend, source)];
      expect(execFileSync('sh', args, { encoding: 'utf8' })).toBe('EMFILE\n1\n');
    },
  );

  test.runIf(hasProc)('of a thousand selectors, one after the other, leaves nothing behind', () => {
    const source = `
      const count = () => [readdirSync('/proc/self/fd').length, readdirSync('/proc/self/task').length].join();
      const before = count();
      for (let i = 0; i < 1000; i++) {
        const { s, far, close } = open();
        const ready = s.selectAsync();
        await turn();
        far.send(Buffer.from('x'));
        if ((await ready).length !== 1) throw new Error('not ready');
        s.wakeup();
        close();
      }
      await turn();
      console.log(count() === before ? 'none' : before + ' became ' + count());`;
    expect(runNode(withSelector(backend, source))).toBe('none\n');
  });
});

describe.runIf(hasEpoll)('EpollSelector', () => {
  // libuv ends the process where the kernel refuses what it is to watch.
  test('rejects when its descriptor was closed behind its back', () => {
    const source = `
      import { closeSync } from 'node:fs';
      const { s } = open();
      await s.selectAsync(0.005);
      const ready = s.selectAsync(0.05);
      closeSync(s.fileno());
      await ready.catch(({ code }) => console.log(code));`;
    expect(runNode(withSelector('EpollSelector', source))).toBe('EBADF\n');
  });

  test('rejects at the end of too long a chain of selectors', () => {
    const source = `
      const chain = Array.from({ length: 5 }, () => open().s);
      await chain[0].selectAsync(0.005);
      for (const [index, s] of chain.slice(1).entries()) chain[index].register(s, 1);
      await chain[0].selectAsync(0.05).catch(({ code }) => console.log(code));`;
    expect(runNode(withSelector('EpollSelector', source))).toBe('ELOOP\n');
  });

  test('returns nothing, as select() does, for what was registered from elsewhere', async () => {
    using selector = new EpollSelector();
    const [near] = makeSocketpair();
    Epoll.fromfd(selector.fileno()).register(near, EPOLLOUT);
    expect(selector.select(null)).toEqual([]);
    expect(await selector.selectAsync()).toEqual([]);
  });

  test('goes on after a closed file, kept alive elsewhere, has made it renew its set', async () => {
    using selector = new EpollSelector();
    const [near, far] = makeSocketpair();
    const [ghost, ghostPeer] = socketpair();
    const key = selector.register(near, EVENT_READ);
    selector.register(ghost, EVENT_READ);
    const ready = selector.selectAsync();
    await turnOfNode();
    keepAlive(ghost.fileno());
    ghost.close();
    selector.unregister(ghost);
    // An event of a file that has no number here any more, and is not to end the wait.
    ghostPeer.send(Buffer.from('x'));
    for (let turn = 0; turn < 5; turn++) await turnOfNode();
    far.send(Buffer.from('x'));
    expect(await ready).toEqual([[key, EVENT_READ]]);
    ghostPeer.close();
  });
});

test.runIf(hasUnseenHangUps)(
  'what poll(2) reports and select(2) does not see is not asked for at once',
  async () => {
    using selector = new SelectSelector();
    const [hungUp] = makeSocketpair();
    hungUp.setblocking(false);
    while (hungUp.trySend(Buffer.alloc(65_536)) !== null);
    hungUp.shutdown(SHUT_RDWR);
    selector.register(hungUp, EVENT_WRITE);
    const calls = watchNative('selectWait');
    expect(await selector.selectAsync(0.1)).toEqual([]);
    // Three for each of ten pauses, rather than thousands.
    expect(calls.length).toBeLessThan(100);
  },
);
