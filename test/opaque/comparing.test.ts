/**
 * Objects that stand for something else are equal to themselves alone, and cannot be cloned.
 */
import assert from 'node:assert';
import { isDeepStrictEqual } from 'node:util';
import { serialize } from 'node:v8';
import { EVENT_READ, SelectorKey } from 'selectors-ts';
import { KEvent } from 'selectors-ts/select';
import { Socket, socketpair } from 'selectors-ts/socket';
import { Lock, Thread } from 'selectors-ts/threading';
import { describe, expect, onTestFinished, test } from 'vitest';
import { close, type Sample, samples } from '../bad-input/samples.js';
import { hasKqueue } from '../support/capabilities.js';

const records = ['SelectorKey', 'KEvent'];
/** There is one of them in a thread. */
const single: Record<string, Sample> = { Thread: { make: () => new Thread() } };

const classes = [...samples].filter(([name]) => !records.includes(name));

function make(sample: Sample): object {
  const object = sample.make();
  onTestFinished(() => close(object));
  return object;
}

describe.each(classes)('%s', (name, sample) => {
  test.skipIf(name === 'CurrentProcess')('equals no other of its class', () => {
    const [a, b] = [make(single[name] ?? sample), make(single[name] ?? sample)];
    for (const [left, right] of [
      [a, b],
      [{ fileobj: a }, { fileobj: b }],
      [[a], [b]],
      [new Map([[1, a]]), new Map([[1, b]])],
      [new Set([a]), new Set([b])],
    ]) {
      expect(isDeepStrictEqual(left, right)).toBe(false);
      expect(() => assert.deepStrictEqual(left, right)).toThrow(assert.AssertionError);
      expect(() => assert.deepEqual(left, right)).toThrow(assert.AssertionError);
      expect(left).not.toEqual(right);
      expect(left).not.toStrictEqual(right);
      expect(left).not.toMatchObject(right as object);
    }
  });

  test('equals itself', () => {
    const object = make(sample);
    assert.deepStrictEqual({ fileobj: object }, { fileobj: object });
    expect({ fileobj: object }).toStrictEqual({ fileobj: object });
  });

  test('cannot be cloned', () => {
    const object = make(sample);
    for (const value of [object, { object }, [object], new Map([[object, 1]])]) {
      expect(() => structuredClone(value)).toThrow('could not be cloned');
      expect(() => serialize(value)).toThrow('could not be cloned');
    }
  });

  test('is an empty object in JSON', () => {
    expect(JSON.stringify(make(sample))).toBe('{}');
  });
});

test('an object equals none of another class', () => {
  const objects = classes.map(([, sample]) => make(sample));
  for (const [place, object] of objects.entries()) {
    expect(objects.findIndex((other) => isDeepStrictEqual(other, object))).toBe(place);
  }
});

test('a closed socket still equals itself alone', () => {
  const sockets = socketpair();
  for (const socket of sockets) socket.close();
  expect(sockets[0]).not.toEqual(sockets[1]);
});

test('objects of a class derived by the user', () => {
  class Client extends Socket {
    readonly user = 'ann';
  }
  const [a, b] = [new Client(), new Client()];
  for (const client of [a, b]) client.close();
  expect(a).not.toEqual(b);
  expect(JSON.stringify(a)).toBe('{"user":"ann"}');
});

describe('keys', () => {
  const [a, b] = socketpair();
  const key = new SelectorKey(a, 5, EVENT_READ, { user: 'ann' });

  test('with equal fields are equal', () => {
    const same = new SelectorKey(a, 5, EVENT_READ, { user: 'ann' });
    assert.deepStrictEqual(key, same);
    expect(key).toStrictEqual(same);
    expect(key).toEqual({ fileobj: a, fd: 5, events: EVENT_READ, data: { user: 'ann' } });
  });

  test('of other file objects, or with other data, are not', () => {
    const others = [
      new SelectorKey(b, 5, EVENT_READ, { user: 'ann' }),
      new SelectorKey(a, 5, EVENT_READ, { user: 'bob' }),
    ];
    for (const other of others) {
      expect(isDeepStrictEqual(key, other)).toBe(false);
      expect(key).not.toEqual(other);
      expect(key).not.toEqual({ ...other });
    }
    expect(key).not.toMatchObject({ fileobj: b });
  });
});

test.runIf(hasKqueue)('events of a kqueue with equal fields are equal', () => {
  expect(new KEvent(1)).toStrictEqual(new KEvent(1));
  expect(new KEvent(1)).not.toEqual(new KEvent(2));
});

test('what cannot be cloned says where it can go', () => {
  expect(() => structuredClone(new Lock())).toThrow(
    'A Lock, which goes to other threads as an argument or through a Queue,',
  );
});
