import { expect, test } from 'vitest';
import { withRoomFor } from '../../lib/selectors/withRoomFor.js';

test('a table keeps its numbers when it grows, and stays where it is large enough', () => {
  const table = Int32Array.of(7, 8, 9);
  expect(withRoomFor(2, table)).toBe(table);
  const larger = withRoomFor(3, table);
  expect(larger.length).toBeGreaterThan(3);
  expect([...larger.subarray(0, 4)]).toEqual([7, 8, 9, 0]);
});
