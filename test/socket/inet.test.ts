import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  inetNtop,
  inetPton,
  OSError,
  OverflowError,
  ValueError,
} from 'selectors-ts/socket';
import { describe, expect, test } from 'vitest';
import { hasUnixSockets } from '../support/capabilities.js';

const addresses: Array<[family: number, text: string, hex: string]> = [
  [AF_INET, '0.0.0.0', '00000000'],
  [AF_INET, '255.0.255.0', 'ff00ff00'],
  [AF_INET, '170.170.170.170', 'aaaaaaaa'],
  [AF_INET, '1.2.3.4', '01020304'],
  [AF_INET, '255.255.255.255', 'ffffffff'],
  [AF_INET6, '::', '00000000000000000000000000000000'],
  [AF_INET6, '::1', '00000000000000000000000000000001'],
  [AF_INET6, 'aef:b01:506:1001:ffff:9997:55:170', '0aef0b0105061001ffff999700550170'],
  [AF_INET6, '::ffff:1.2.3.4', '00000000000000000000ffff01020304'],
];

test.each(addresses)('family %i has %s for %s', (family, text, hex) => {
  expect(inetPton(family, text).toString('hex')).toBe(hex);
  expect(inetNtop(family, Buffer.from(hex, 'hex'))).toBe(text);
  expect(inetNtop(family, new Uint8Array(Buffer.from(hex, 'hex')))).toBe(text);
});

describe('inetPton', () => {
  test.each([
    [AF_INET, '0.0.0.'],
    [AF_INET, '300.0.0.0'],
    [AF_INET, 'a.0.0.0'],
    [AF_INET, '1.2.3.4.5'],
    [AF_INET, '::1'],
    [AF_INET, '1.2.3.4\0'],
    [AF_INET, ''],
    [AF_INET6, '0.0.0.0'],
    [AF_INET6, '1::abc::'],
    [AF_INET6, '1:2:3:4:5:6:7:8:9'],
    [AF_INET6, '::1%lo'],
  ])('of family %i does not take %j', (family, text) => {
    expect(() => inetPton(family, text)).toThrow(
      expect.objectContaining({ name: 'OSError', code: 'EINVAL', syscall: 'inet_pton' }),
    );
  });

  test('takes two families and strings only', () => {
    if (hasUnixSockets) expect(() => inetPton(AF_UNIX, '1.2.3.4')).toThrow(OSError);
    expect(() => inetPton(2 ** 40, '1.2.3.4')).toThrow(OverflowError);
    expect(() => inetPton('2' as never, '1.2.3.4')).toThrow(TypeError);
    expect(() => inetPton(AF_INET, 7 as never)).toThrow(TypeError);
  });
});

describe('inetNtop', () => {
  test('takes 4 or 16 bytes only', () => {
    for (const size of [0, 3, 5, 16]) {
      expect(() => inetNtop(AF_INET, Buffer.alloc(size))).toThrow(ValueError);
    }
    for (const size of [0, 4, 15, 17]) {
      expect(() => inetNtop(AF_INET6, Buffer.alloc(size))).toThrow(ValueError);
    }
  });

  test('takes two families and bytes only', () => {
    if (hasUnixSockets) expect(() => inetNtop(AF_UNIX, Buffer.alloc(4))).toThrow(ValueError);
    expect(() => inetNtop(AF_INET, '1234' as never)).toThrow(TypeError);
    expect(() => inetNtop(AF_INET, [1, 2, 3, 4] as never)).toThrow(TypeError);
    expect(() => inetNtop(AF_INET, new Uint8Array(new SharedArrayBuffer(4)))).toThrow(TypeError);
  });
});
