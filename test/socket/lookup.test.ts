import { hostname } from 'node:os';
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  AI_NUMERICHOST,
  AI_PASSIVE,
  EAI_NONAME,
  getaddrinfo,
  gethostname,
  getnameinfo,
  IPPROTO_TCP,
  IPPROTO_UDP,
  NI_NUMERICHOST,
  NI_NUMERICSERV,
  OSError,
  OverflowError,
  SOCK_DGRAM,
  SOCK_STREAM,
  ValueError,
} from 'selectors-ts/socket';
import { describe, expect, test } from 'vitest';
import { hasUnixSockets } from '../support/capabilities.js';

describe('getaddrinfo', () => {
  test('has an answer for each type of socket', () => {
    expect(getaddrinfo('127.0.0.1', 80, AF_INET, SOCK_STREAM)).toEqual([
      [AF_INET, SOCK_STREAM, IPPROTO_TCP, '', ['127.0.0.1', 80]],
    ]);
    const types = getaddrinfo('127.0.0.1', 80).map(([, type]) => type);
    expect(types).toEqual(expect.arrayContaining([SOCK_STREAM, SOCK_DGRAM]));
  });

  test('takes IPv6 addresses', () => {
    expect(getaddrinfo('ff02::1de:c0:face:8D', 1234, AF_INET6, SOCK_DGRAM, IPPROTO_UDP)).toEqual([
      [AF_INET6, SOCK_DGRAM, IPPROTO_UDP, '', ['ff02::1de:c0:face:8d', 1234, 0, 0]],
    ]);
  });

  test('looks up names and services', () => {
    for (const [family, type, , , [host, port]] of getaddrinfo('localhost', 'http')) {
      expect([AF_INET, AF_INET6]).toContain(family);
      expect([SOCK_STREAM, SOCK_DGRAM]).toContain(type);
      expect(['127.0.0.1', '::1']).toContain(host);
      expect(port).toBe(80);
    }
  });

  test('takes null for this machine, or any interface', () => {
    const hosts = (flags: number) =>
      getaddrinfo(null, 0, 0, SOCK_STREAM, 0, flags).map(([, , , , [host]]) => host);
    expect(hosts(0)).toContain('127.0.0.1');
    expect(hosts(AI_PASSIVE)).toContain('0.0.0.0');
    expect(getaddrinfo('127.0.0.1', null, 0, SOCK_STREAM)[0]?.[4]).toEqual(['127.0.0.1', 0]);
  });

  test('of an unknown host is an OSError with the name of the EAI_ code', () => {
    expect(() => getaddrinfo('not-numeric', 80, 0, 0, 0, AI_NUMERICHOST)).toThrow(
      expect.objectContaining({
        name: 'OSError',
        code: 'EAI_NONAME',
        errno: -Math.abs(EAI_NONAME),
        syscall: 'getaddrinfo',
        message: expect.stringContaining('not-numeric'),
      }),
    );
    expect(() => getaddrinfo('127.0.0.1', 'no-such-service')).toThrow(OSError);
    expect(() => getaddrinfo('127.0.0.1', 80, 12_345)).toThrow(
      expect.objectContaining({ code: 'EAI_FAMILY' }),
    );
  });

  test.each(['0.1.1.~1', '1+.1.1.1', '::1q', '::1::2', '1:1:1:1:1:1:1:1:1'])(
    'has no address for %s',
    (host) => {
      expect(() => getaddrinfo(host, 80)).toThrow(OSError);
    },
  );

  test('writes international names as the resolver wants them', () => {
    // Full-width digits are digits in IDNA.
    expect(getaddrinfo('１２７.0.0.1', 80, 0, SOCK_STREAM)[0]?.[4][0]).toBe('127.0.0.1');
    expect(() => getaddrinfo('\u{0}', 80)).toThrow(ValueError);
    expect(() => getaddrinfo('a\u{FFFD}b', 80)).toThrow(ValueError);
  });

  test('leaves it to the system which ports there are', () => {
    expect(getaddrinfo(null, 0xffff, 0, SOCK_STREAM)).not.toHaveLength(0);
    for (const port of [2 ** 70, -(2 ** 70), 2 ** 53]) {
      try {
        getaddrinfo(null, port, 0, SOCK_STREAM);
      } catch (error) {
        expect(error).toBeInstanceOf(OSError);
      }
    }
  });

  test('takes nothing else', () => {
    expect(() => getaddrinfo(7 as never, 80)).toThrow(TypeError);
    expect(() => getaddrinfo(undefined as never, 80)).toThrow(TypeError);
    expect(() => getaddrinfo('localhost', undefined as never)).toThrow(TypeError);
    expect(() => getaddrinfo('localhost', 1.5)).toThrow(TypeError);
    expect(() => getaddrinfo('localhost', Number.NaN)).toThrow(TypeError);
    expect(() => getaddrinfo('localhost', {} as never)).toThrow(TypeError);
    expect(() => getaddrinfo('localhost', 'a\0b')).toThrow(ValueError);
    expect(() => getaddrinfo('localhost', 80, '2' as never)).toThrow(TypeError);
    expect(() => getaddrinfo('localhost', 80, 2 ** 40)).toThrow(OverflowError);
    expect(() => getaddrinfo('localhost', 80, 0, 0, 0, Number.NaN)).toThrow(TypeError);
  });
});

describe('getnameinfo', () => {
  test('gives numbers if it is told to', () => {
    const flags = NI_NUMERICHOST | NI_NUMERICSERV;
    expect(getnameinfo(['127.0.0.1', 80], flags)).toEqual(['127.0.0.1', '80']);
    expect(getnameinfo(['::1', 80, 0, 0], flags)).toEqual(['::1', '80']);
  });

  test('finds the names of this machine', () => {
    expect(getnameinfo(['127.0.0.1', 80], 0)).toEqual([expect.any(String), 'http']);
  });

  test('takes numeric hosts only', () => {
    expect(() => getnameinfo(['mail.example.org', 0], 0)).toThrow(
      expect.objectContaining({ code: 'EAI_NONAME' }),
    );
  });

  test('takes nothing else', () => {
    expect(() => getnameinfo(['::1', 0, 0xffffffff], 0)).toThrow(OverflowError);
    expect(() => getnameinfo(['127.0.0.1', 65_536], 0)).toThrow(OverflowError);
    expect(() => getnameinfo(['127.0.0.1', 1, 0, 0], 0)).toThrow(TypeError);
    expect(() => getnameinfo(['127.0.0.1'] as never, 0)).toThrow(TypeError);
    expect(() => getnameinfo('127.0.0.1' as never, 0)).toThrow(TypeError);
    expect(() => getnameinfo([1, 2] as never, 0)).toThrow(TypeError);
    expect(() => getnameinfo(['127.0.0.1', 80], undefined as never)).toThrow(TypeError);
  });
});

test('gethostname is the name of this machine', () => {
  expect(gethostname()).toBe(hostname());
});

test.runIf(hasUnixSockets)('a look-up in a family without addresses is an OSError', () => {
  expect(() => getaddrinfo('localhost', 80, AF_UNIX)).toThrow(OSError);
});
