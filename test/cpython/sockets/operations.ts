/**
 * Random sequences of what a program may do with sockets of its own.
 *
 * They are UNIX sockets, for which what one end does is there for the other at once. Six places hold them;
 * a closed one stays in its place until another is opened there. None waits for ever: in blocking mode
 * SO_RCVTIMEO and SO_SNDTIMEO end a wait.
 */
import fc from 'fast-check';

const PLACES = 6;

const place = fc.nat({ max: PLACES - 1 });
const size = fc.constantFrom(0, 0, 1, 3, 100);
const flags = fc.constantFrom('none', 'none', 'none', 'peek', 'dontWait', 'waitAll');
const timeout = fc.constantFrom(null, null, 0, 0.002);
const limitUs = fc.constantFrom(1000, 4000, -1_000_000);
const text = fc.constantFrom('', 'a', 'bcd', 'efghijkl');

function operation(
  name: string,
  parameters: Record<string, fc.Arbitrary<unknown>> = {},
): fc.Arbitrary<object> {
  return fc.record({ name: fc.constant(name), place, ...parameters });
}

export const operations = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: operation('openStream') },
    { weight: 1, arbitrary: operation('openDatagram') },
    { weight: 3, arbitrary: operation('openPair', { other: place, datagrams: fc.boolean() }) },
    { weight: 2, arbitrary: operation('openServer') },
    { weight: 1, arbitrary: operation('openAlias', { other: place }) },
    { weight: 3, arbitrary: operation('connect', { other: place }) },
    { weight: 2, arbitrary: operation('connectEx', { other: place }) },
    { weight: 3, arbitrary: operation('accept', { other: place }) },
    { weight: 2, arbitrary: operation('setTimeout', { timeout }) },
    { weight: 2, arbitrary: operation('setBlocking', { isBlocking: fc.boolean() }) },
    { weight: 2, arbitrary: operation('setLimit', { isSending: fc.boolean(), limitUs }) },
    { weight: 4, arbitrary: operation('send', { text }) },
    { weight: 2, arbitrary: operation('sendAll', { text }) },
    { weight: 1, arbitrary: operation('sendMuch') },
    { weight: 2, arbitrary: operation('sendTo', { other: place, text }) },
    { weight: 5, arbitrary: operation('receive', { size, flags }) },
    { weight: 4, arbitrary: operation('receiveInto', { size, flags }) },
    { weight: 2, arbitrary: operation('receiveFrom', { size, flags }) },
    { weight: 1, arbitrary: operation('receiveAll') },
    { weight: 2, arbitrary: operation('shutDown', { how: fc.nat({ max: 2 }) }) },
    { weight: 2, arbitrary: operation('close') },
    { weight: 1, arbitrary: operation('describe') },
  ),
  { minLength: 1, maxLength: 50, size: 'max' },
);
