import { describe, expect, test } from 'vitest';
import { hasEpoll, hasKqueue } from '../support/capabilities.js';
import { runNode } from '../support/node.js';

const classes = {
  select: 'SelectSelector',
  poll: 'PollSelector',
  epoll: 'EpollSelector',
  kqueue: 'KqueueSelector',
};

/** What DefaultSelector is under this value of SELECTORS_TS_BACKEND, in a process of its own. */
function inspect(name: string): Record<string, unknown> {
  const output = runNode(
    `
    import * as selectors from 'selectors-ts';
    const { DefaultSelector, BaseSelector } = selectors;
    const seen = { isAvailable: DefaultSelector.isAvailable };
    seen.name = Object.keys(selectors).find(
      (key) => key !== 'DefaultSelector' && selectors[key] === DefaultSelector,
    );
    try {
      const s = new DefaultSelector();
      seen.works = s instanceof BaseSelector && s.select(0).length === 0;
      s.close();
    } catch (error) {
      seen.error = error.name;
      seen.message = error.message;
      seen.isOurs = error instanceof selectors[error.name];
    }
    console.log(JSON.stringify(seen));
    `,
    { SELECTORS_TS_BACKEND: name },
  );
  return JSON.parse(output);
}

/** The best comes first. */
const available = [
  ...(hasKqueue ? ['kqueue'] : []),
  ...(hasEpoll ? ['epoll'] : []),
  'poll',
  'select',
];

describe('SELECTORS_TS_BACKEND', () => {
  for (const [name, className] of Object.entries(classes)) {
    if (available.includes(name)) {
      test(`${name} is ${className}`, () => {
        expect(inspect(name)).toEqual({ name: className, isAvailable: true, works: true });
      });
    } else {
      test(`${name} is not here: the import works, new throws NotImplementedError`, () => {
        const seen = inspect(name);
        expect(seen).toMatchObject({
          isAvailable: false,
          error: 'NotImplementedError',
          isOurs: true,
          message: expect.stringContaining(process.platform),
        });
        expect(seen.works).toBeUndefined();
      });
    }
  }

  for (const name of ['io_uring', 'EPOLL', ' epoll', 'constructor', '__proto__']) {
    test(`'${name}' is unknown: the import works, new throws ValueError`, () => {
      const seen = inspect(name);
      expect(seen).toMatchObject({
        isAvailable: false,
        error: 'ValueError',
        isOurs: true,
        message: expect.stringContaining(`'${name}'`),
      });
      expect(seen.works).toBeUndefined();
    });
  }

  test('empty is as if it were not set', () => {
    const best = classes[available[0] as keyof typeof classes];
    expect(inspect('')).toEqual({ name: best, isAvailable: true, works: true });
  });
});
