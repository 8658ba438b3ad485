/** What `selectors-ts/socket` exports. */
export type { Ipv4Address, Ipv6Address, SocketAddress, SocketAddressLike } from './address.js';
export {
  type CreateConnectionOptions,
  type CreateServerOptions,
  createConnection,
  createServer,
  fromfd,
  hasDualstackIpv6,
  socketpair,
} from './create.js';
export { inetNtop, inetPton } from './inet.js';
export { type AddressInfo, getaddrinfo, gethostname, getnameinfo } from './lookup.js';
export type { OptionValue } from './options.js';
export { Socket } from './socket.js';
export { getdefaulttimeout, setdefaulttimeout } from './timeout.js';
