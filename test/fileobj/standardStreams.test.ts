import { EVENT_READ, EVENT_WRITE } from 'selectors-ts';
import { POLLIN, POLLOUT } from 'selectors-ts/select';
import { describe, expect, test } from 'vitest';
import { hasEpoll } from '../support/capabilities.js';
import { CONTROL_D, inputs, outputs, runFixtureOn } from './standardStreams.js';

/** What each watcher finds, where epoll refuses files. */
function found(kind: string, event: number, bit: number) {
  const refused = kind === 'file' || kind === '/dev/null' ? 'EPERM' : undefined;
  return {
    SelectSelector: event,
    PollSelector: event,
    'select()': true,
    Poll: bit,
    DefaultSelector: hasEpoll ? (refused ?? event) : event,
    ...(hasEpoll && { EpollSelector: refused ?? event, Epoll: refused ?? bit }),
  };
}

test.each(Object.entries(inputs))('process.stdin that is a %s', (kind, shell) => {
  const input = kind === 'terminal' ? `a line\n${CONTROL_D}` : 'a line\n';
  const { report } = runFixtureOn(shell, 'standardStream.mjs', ['stdin'], input);
  expect(JSON.parse(report)).toEqual({
    ...found(kind, EVENT_READ, POLLIN),
    node: kind === '/dev/null' ? '' : 'a line\n',
  });
});

describe.each(['stdout', 'stderr'])('process.%s', (name) => {
  test.each(Object.entries(outputs))('that is a %s', (kind, shell) => {
    const { report, stdout } = runFixtureOn(shell, 'standardStream.mjs', [name]);
    expect(JSON.parse(report)).toEqual(found(kind, EVENT_WRITE, POLLOUT));
    expect(stdout.trim()).toBe(kind === '/dev/null' ? '' : 'from Node');
  });
});
