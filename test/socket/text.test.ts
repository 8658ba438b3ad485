/**
 * Text that is no Unicode: a lone surrogate would reach the system as U+FFFD.
 */
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  createConnection,
  createServer,
  getaddrinfo,
  getnameinfo,
  inetPton,
  SOCK_DGRAM,
  ValueError,
} from 'selectors-ts/socket';
import { describe, expect, test } from 'vitest';
import { hasUnixSockets } from '../support/capabilities.js';
import { datagramSocket, openSocket, temporaryPath } from '../support/sockets.js';

const texts = [
  '\uD800',
  'a\uD800',
  '\uDC00b',
  '127.0.0.1\uDFFF',
  '\uDC00\uD800',
  'localhost\uD800',
];
const data = Buffer.from('x');

type Call = [name: string, call: () => unknown];

describe.each(texts.map((text) => [JSON.stringify(text), text]))('%s', (_name, text) => {
  const ofUnix: Call[] = [
    ['a path to connect to', () => openSocket(AF_UNIX).connect(text)],
    ['an abstract name', () => openSocket(AF_UNIX).bind(`\0${text}`)],
    ['a path to send to', () => openSocket(AF_UNIX, SOCK_DGRAM).sendto(data, text)],
  ];
  const calls: Call[] = [
    ['bind', () => openSocket().bind([text, 0])],
    ['connect', () => openSocket().connect([text, 80])],
    ['connectEx', () => openSocket().connectEx([text, 80])],
    ['sendto', () => datagramSocket().sendto(data, [text, 80])],
    ['connect of IPv6', () => openSocket(AF_INET6).connect([text, 80])],
    ['a scope of IPv6', () => openSocket(AF_INET6).connect([`fe80::1%${text}`, 80])],
    ...(hasUnixSockets ? ofUnix : []),
    ['createConnection to a host', () => createConnection([text, 80])],
    ['createConnection to a service', () => createConnection(['127.0.0.1', text])],
    ['createServer', () => createServer([text, 0])],
    ['getaddrinfo of a host', () => getaddrinfo(text, 80)],
    ['getaddrinfo of a service', () => getaddrinfo('127.0.0.1', text)],
    ['getnameinfo', () => getnameinfo([text, 80], 0)],
    ['inetPton of IPv4', () => inetPton(AF_INET, text)],
    ['inetPton of IPv6', () => inetPton(AF_INET6, text)],
  ];

  test.each(calls)('is a ValueError for %s', (_call, call) => {
    expect(call).toThrow(ValueError);
  });
});

test.runIf(hasUnixSockets)('nothing is made of it', () => {
  const path = temporaryPath('x\uD800');
  expect(() => openSocket(AF_UNIX).bind(path)).toThrow(ValueError);
  expect(readdirSync(dirname(path))).toEqual([]);
});

test.runIf(hasUnixSockets)('surrogates that are pairs are text', () => {
  const path = temporaryPath('😀\uFFFD');
  const socket = openSocket(AF_UNIX);
  socket.bind(path);
  expect(socket.getsockname()).toBe(path);
});
