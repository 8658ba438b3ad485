/**
 * Importing the package on Windows, or on what calls itself that.
 */
import { expect, test } from 'vitest';
import { ScratchPackage } from './scratchPackage.js';

const preload = "Object.defineProperty(process, 'platform', { value: 'win32' });";

test.each(['selectors-ts', 'selectors-ts/select', 'selectors-ts/socket'])('%s', (entry) => {
  const { status, stderr, message, code, cause } = new ScratchPackage().fail({ preload }, entry);
  expect(message).toBe('selectors-ts does not support Windows yet.');
  expect(code).toBe('ERR_FEATURE_UNAVAILABLE_ON_PLATFORM');
  expect(cause).toBeUndefined();
  expect(status).toBe(1);
  expect(stderr).toContain(`Error: ${message}\n`);
});
