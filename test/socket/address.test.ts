import { networkInterfaces } from 'node:os';
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  type OSError,
  OverflowError,
  Socket,
  ValueError,
} from 'selectors-ts/socket';
import { describe, expect, test } from 'vitest';
import { hasAbstractNames, hasStrictScopes, hasUnixSockets } from '../support/capabilities.js';
import {
  datagramSocket,
  ipAddress,
  openSocket,
  portOf,
  temporaryPath,
} from '../support/sockets.js';

describe('an IPv4 address', () => {
  test("may have '' for any interface, and a name", () => {
    const any = openSocket();
    any.bind(['', 0]);
    expect(any.getsockname()).toEqual(['0.0.0.0', portOf(any)]);
    const named = openSocket();
    named.bind(['localhost', 0]);
    expect(ipAddress(named.getsockname())[0]).toMatch(/^127\./);
  });

  test("may be '<broadcast>'", () => {
    // Only the address is of interest: the permission to send to it was not asked for.
    expect(() => datagramSocket().sendto(Buffer.from('x'), ['<broadcast>', 9])).toThrow(
      expect.objectContaining({ name: 'PermissionError', code: 'EACCES' }),
    );
  });

  test.each([[65_536], [-1], [2 ** 40]])('with port %d is an OverflowError', (port) => {
    expect(() => openSocket().bind(['127.0.0.1', port])).toThrow(OverflowError);
    expect(() => openSocket().connect(['127.0.0.1', port])).toThrow('port must be 0-65535');
  });

  test.each<[string, unknown]>([
    ['a string', 'localhost:80'],
    ['null', null],
    ['undefined', undefined],
    ['a number', 80],
    ['an empty array', []],
    ['a host alone', ['127.0.0.1']],
    ['an IPv6 address', ['127.0.0.1', 80, 0, 0]],
    ['a port that is a string', ['127.0.0.1', '80']],
    ['a port that is NaN', ['127.0.0.1', Number.NaN]],
    ['a port that is infinite', ['127.0.0.1', Number.POSITIVE_INFINITY]],
    ['a port with a fraction', ['127.0.0.1', 80.5]],
    ['a port that is a bigint', ['127.0.0.1', 80n]],
    ['a host that is a number', [127, 80]],
    ['a host that is null', [null, 80]],
    ['an object like an array', { 0: '127.0.0.1', 1: 80, length: 2 }],
  ])('is not %s', (_name, address) => {
    const socket = openSocket();
    expect(() => socket.bind(address as never)).toThrow(TypeError);
    expect(() => socket.connect(address as never)).toThrow(TypeError);
    expect(() => socket.sendto(Buffer.alloc(1), address as never)).toThrow(TypeError);
  });

  test('with a NUL in its host is a ValueError', () => {
    expect(() => openSocket().connect(['localhost\0.example', 80])).toThrow(ValueError);
  });

  test('with a host that nobody knows is an OSError with the host', () => {
    expect(() => openSocket().connect(['no-such-host.invalid', 80])).toThrow(
      expect.objectContaining({
        name: 'OSError',
        code: expect.stringMatching(/^EAI_/),
        errno: expect.any(Number),
        syscall: 'getaddrinfo',
        message: expect.stringContaining('no-such-host.invalid'),
      }),
    );
  });

  test('is read once', () => {
    let reads = 0;
    const address = ['127.0.0.1', 0];
    Object.defineProperty(address, 1, {
      get: () => {
        reads++;
        return 0;
      },
    });
    openSocket().bind(address as [string, number]);
    expect(reads).toBe(1);
  });
});

describe('an IPv6 address', () => {
  test('may leave flowinfo and scopeid out', () => {
    for (const address of [
      ['::1', 0],
      ['::1', 0, 0],
      ['::1', 0, 0, 0],
    ] as const) {
      const socket = openSocket(AF_INET6);
      socket.bind(address);
      expect(socket.getsockname()).toEqual(['::1', portOf(socket), 0, 0]);
    }
  });

  test("may have '' for any interface, and a name", () => {
    const any = openSocket(AF_INET6);
    any.bind(['', 0]);
    expect(ipAddress(any.getsockname())[0]).toBe('::');
    const numeric = openSocket(AF_INET6);
    numeric.bind(['0:0:0:0:0:0:0:1', 0]);
    expect(ipAddress(numeric.getsockname())[0]).toBe('::1');
  });

  test.each([
    [['::1', 0, -10]],
    [['::1', 0, 0x100000]],
    [['::1', 0, 0, -1]],
    [['::1', 0, 0, 2 ** 32]],
    [['::1', 65_536]],
  ])('%j is an OverflowError', (address) => {
    expect(() => openSocket(AF_INET6).bind(address as [string, number])).toThrow(OverflowError);
  });

  test('has at most four elements', () => {
    expect(() => openSocket(AF_INET6).bind(['::1', 0, 0, 0, 0] as never)).toThrow(TypeError);
    expect(() => openSocket(AF_INET6).bind(['::1', 0, 'x'] as never)).toThrow(TypeError);
  });

  test.runIf(hasStrictScopes)('keeps the scope that its host names', () => {
    const [name] = Object.keys(networkInterfaces());
    // Nobody has this address; without an interface Linux would not even look for it.
    const code = (host: string) => {
      try {
        return openSocket(AF_INET6).bind([host, 0]);
      } catch (error) {
        return (error as OSError).code;
      }
    };
    expect(code('fe80::dead:beef')).toBe('EINVAL');
    expect(code(`fe80::dead:beef%${name}`)).toBe('EADDRNOTAVAIL');
  });
});

describe.runIf(hasUnixSockets)('a UNIX address', () => {
  test('is a path, as a string or as bytes', () => {
    for (const asBytes of [false, true]) {
      const path = temporaryPath('päth');
      const socket = openSocket(AF_UNIX);
      socket.bind(asBytes ? Buffer.from(path) : path);
      expect(socket.getsockname()).toBe(path);
    }
  });

  test('that is not UTF-8 comes back as bytes', () => {
    const path = Buffer.concat([Buffer.from(temporaryPath()), Buffer.from([0xff])]);
    const socket = openSocket(AF_UNIX);
    socket.bind(path);
    expect(socket.getsockname()).toEqual(path);
  });

  test("of an unbound socket is ''", () => {
    expect(openSocket(AF_UNIX).getsockname()).toBe('');
  });

  test('that is too long is an OSError', () => {
    for (const address of ['x'.repeat(200), Buffer.alloc(200)]) {
      expect(() => openSocket(AF_UNIX).bind(address)).toThrow(
        expect.objectContaining({
          name: 'OSError',
          code: 'ENAMETOOLONG',
          message: 'AF_UNIX path too long',
        }),
      );
    }
  });

  test('with a NUL inside is a ValueError', () => {
    expect(() => openSocket(AF_UNIX).bind('a\0b')).toThrow(ValueError);
  });

  test('is no array, number or null', () => {
    for (const address of [['path', 1], 7, null, undefined, {}]) {
      expect(() => openSocket(AF_UNIX).bind(address as never)).toThrow(TypeError);
    }
  });

  describe.runIf(hasAbstractNames)('in the abstract namespace', () => {
    const name = Buffer.from(`\0selectors-ts-${process.pid}`);

    test.each([
      ['a Buffer', name],
      ['a Uint8Array', new Uint8Array(name)],
      ['a string', name.toString()],
    ])('may be %s, and is a Buffer', (_name, address) => {
      const server = openSocket(AF_UNIX);
      server.bind(address);
      server.listen();
      expect(server.getsockname()).toEqual(name);
      const client = openSocket(AF_UNIX);
      client.connect(name);
      expect(client.getpeername()).toEqual(name);
    });

    test('may be as long as there is room, and have more NULs', () => {
      const longest = Buffer.alloc(108, 'h');
      longest[0] = 0;
      longest[50] = 0;
      const socket = openSocket(AF_UNIX);
      socket.bind(longest);
      expect(socket.getsockname()).toEqual(longest);
      const tooLong = Buffer.concat([longest, Buffer.from('h')]);
      expect(() => openSocket(AF_UNIX).bind(tooLong)).toThrow('AF_UNIX path too long');
    });

    test('is chosen by the kernel for an empty path', () => {
      const socket = openSocket(AF_UNIX);
      socket.bind('');
      expect(socket.getsockname()).toEqual(expect.any(Buffer));
      expect((socket.getsockname() as Buffer).toString()).toMatch(/^\0[0-9a-f]{5}$/);
    });
  });
});

test('a family without addresses here is an OSError', () => {
  const socket = openSocket(AF_INET);
  const strange = new Socket(12_345, -1, -1, socket.detach());
  expect(() => strange.bind(['127.0.0.1', 0])).toThrow(
    expect.objectContaining({ name: 'OSError', code: 'EAFNOSUPPORT' }),
  );
  strange.close();
});
