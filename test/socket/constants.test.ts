import { execFileSync } from 'node:child_process';
import { constants } from 'node:os';
import * as exported from 'selectors-ts/socket';
import { expect, test } from 'vitest';
import { hasUdpLite, hasUnixSockets } from '../support/capabilities.js';

const socket = { ...exported };

test('the crucial ones are there', () => {
  for (const name of [
    'AF_INET',
    'AF_INET6',
    ...(hasUnixSockets ? (['AF_UNIX'] as const) : []),
    'SOCK_STREAM',
    'SOCK_DGRAM',
    'SOL_SOCKET',
    'SO_REUSEADDR',
    'SO_ERROR',
    'IPPROTO_TCP',
    'IPPROTO_UDP',
    'IPPROTO_IPV6',
    'IPV6_V6ONLY',
    'TCP_NODELAY',
    'MSG_PEEK',
    'MSG_DONTWAIT',
    'SHUT_RD',
    'SHUT_WR',
    'SHUT_RDWR',
    'SOMAXCONN',
    'AI_PASSIVE',
    'NI_NUMERICHOST',
    'EAI_NONAME',
  ] as const) {
    expect(socket[name], name).toEqual(expect.any(Number));
  }
});

test.runIf(hasUdpLite)('those that no header has are there as in CPython', () => {
  expect(socket.UDPLITE_SEND_CSCOV).toBe(10);
  expect(socket.UDPLITE_RECV_CSCOV).toBe(11);
  expect(socket.IPPORT_USERRESERVED).toBe(5000);
});

test('those of other systems are exported as undefined', () => {
  for (const name of ['SO_EXCLUSIVEADDRUSE', 'TCP_CORK', 'SO_USELOOPBACK', 'IP_RECVDSTADDR']) {
    expect(Object.keys(exported)).toContain(name);
  }
});

test('errors are exported with them', () => {
  expect(
    new socket.OSError('x', { code: 'EBADF', errno: -constants.errno.EBADF, syscall: 'recv' }),
  ).toBeInstanceOf(Error);
  for (const name of ['BlockingIOError', 'TimeoutError', 'ValueError', 'KeyError'] as const) {
    expect(socket[name].prototype).toBeInstanceOf(Error);
  }
});

test('C++ and TypeScript have those of the list', () => {
  execFileSync(process.execPath, ['scripts/constants/generate.mjs', '--check'], { stdio: 'pipe' });
});
