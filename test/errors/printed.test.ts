import { expect, test } from 'vitest';
import { printed } from '../../lib/errors/index.js';

function thrown(): never {
  throw new Error('of a getter');
}

test('an exception is printed as Node prints it', () => {
  expect(printed(new RangeError('too far'))).toMatch(/^RangeError: too far\n {4}at /);
  expect(printed('text')).toBe("'text'");
});

test('one whose stack cannot be read is told by its name and message', () => {
  const error = Object.defineProperty(new RangeError('too far'), 'stack', { get: thrown });
  expect(printed(error)).toBe('RangeError: too far');
});

test('one of which nothing can be read is one still', () => {
  const error = new Proxy(new Error('hidden'), { get: thrown, ownKeys: thrown });
  const hidden = Object.defineProperties(new Error(), {
    stack: { get: thrown },
    message: { get: thrown },
  });
  expect(printed(hidden)).toBe('an exception that cannot be printed');
  expect(printed(error)).toBeTypeOf('string');
});
