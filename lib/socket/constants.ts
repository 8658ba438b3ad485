/**
 * The constants of Python's `socket`: the system's own numbers, `undefined` where it has none.
 */
import { addon } from '../addon/index.js';

function constant(name: string): number {
  // Typed as a number all the same, as in node:os: code that uses it is for a system that has it.
  return addon.constants[name] as number;
}

// socket(2): families
export const AF_ALG = constant('AF_ALG');
export const AF_APPLETALK = constant('AF_APPLETALK');
export const AF_ASH = constant('AF_ASH');
export const AF_ATMPVC = constant('AF_ATMPVC');
export const AF_ATMSVC = constant('AF_ATMSVC');
export const AF_AX25 = constant('AF_AX25');
export const AF_BRIDGE = constant('AF_BRIDGE');
export const AF_CAN = constant('AF_CAN');
export const AF_DECnet = constant('AF_DECnet');
export const AF_DIVERT = constant('AF_DIVERT');
export const AF_ECONET = constant('AF_ECONET');
export const AF_INET = constant('AF_INET');
export const AF_INET6 = constant('AF_INET6');
export const AF_IPX = constant('AF_IPX');
export const AF_IRDA = constant('AF_IRDA');
export const AF_KEY = constant('AF_KEY');
export const AF_LINK = constant('AF_LINK');
export const AF_LLC = constant('AF_LLC');
export const AF_NETBEUI = constant('AF_NETBEUI');
export const AF_NETLINK = constant('AF_NETLINK');
export const AF_NETROM = constant('AF_NETROM');
export const AF_PACKET = constant('AF_PACKET');
export const AF_PPPOX = constant('AF_PPPOX');
export const AF_QIPCRTR = constant('AF_QIPCRTR');
export const AF_RDS = constant('AF_RDS');
export const AF_ROSE = constant('AF_ROSE');
export const AF_ROUTE = constant('AF_ROUTE');
export const AF_SECURITY = constant('AF_SECURITY');
export const AF_SNA = constant('AF_SNA');
export const AF_SYSTEM = constant('AF_SYSTEM');
export const AF_TIPC = constant('AF_TIPC');
export const AF_UNIX = constant('AF_UNIX');
export const AF_UNSPEC = constant('AF_UNSPEC');
export const AF_VSOCK = constant('AF_VSOCK');
export const AF_WANPIPE = constant('AF_WANPIPE');
export const AF_X25 = constant('AF_X25');

// socket(2): types
export const SOCK_CLOEXEC = constant('SOCK_CLOEXEC');
export const SOCK_DGRAM = constant('SOCK_DGRAM');
export const SOCK_NONBLOCK = constant('SOCK_NONBLOCK');
export const SOCK_RAW = constant('SOCK_RAW');
export const SOCK_RDM = constant('SOCK_RDM');
export const SOCK_SEQPACKET = constant('SOCK_SEQPACKET');
export const SOCK_STREAM = constant('SOCK_STREAM');

// getsockopt(2): levels
export const SOL_ALG = constant('SOL_ALG');
export const SOL_IP = constant('SOL_IP');
export const SOL_RDS = constant('SOL_RDS');
export const SOL_SOCKET = constant('SOL_SOCKET');
export const SOL_TCP = constant('SOL_TCP');
export const SOL_TIPC = constant('SOL_TIPC');
export const SOL_UDP = constant('SOL_UDP');

// socket(7): options
export const SO_ACCEPTCONN = constant('SO_ACCEPTCONN');
export const SO_BINDTODEVICE = constant('SO_BINDTODEVICE');
export const SO_BINDTOIFINDEX = constant('SO_BINDTOIFINDEX');
export const SO_BROADCAST = constant('SO_BROADCAST');
export const SO_DEBUG = constant('SO_DEBUG');
export const SO_DOMAIN = constant('SO_DOMAIN');
export const SO_DONTROUTE = constant('SO_DONTROUTE');
export const SO_ERROR = constant('SO_ERROR');
export const SO_EXCLUSIVEADDRUSE = constant('SO_EXCLUSIVEADDRUSE');
export const SO_INCOMING_CPU = constant('SO_INCOMING_CPU');
export const SO_KEEPALIVE = constant('SO_KEEPALIVE');
export const SO_LINGER = constant('SO_LINGER');
export const SO_MARK = constant('SO_MARK');
export const SO_OOBINLINE = constant('SO_OOBINLINE');
export const SO_PASSCRED = constant('SO_PASSCRED');
export const SO_PASSSEC = constant('SO_PASSSEC');
export const SO_PEERCRED = constant('SO_PEERCRED');
export const SO_PEERSEC = constant('SO_PEERSEC');
export const SO_PRIORITY = constant('SO_PRIORITY');
export const SO_PROTOCOL = constant('SO_PROTOCOL');
export const SO_RCVBUF = constant('SO_RCVBUF');
export const SO_RCVLOWAT = constant('SO_RCVLOWAT');
export const SO_RCVTIMEO = constant('SO_RCVTIMEO');
export const SO_REUSEADDR = constant('SO_REUSEADDR');
export const SO_REUSEPORT = constant('SO_REUSEPORT');
export const SO_RTABLE = constant('SO_RTABLE');
export const SO_SETFIB = constant('SO_SETFIB');
export const SO_SNDBUF = constant('SO_SNDBUF');
export const SO_SNDLOWAT = constant('SO_SNDLOWAT');
export const SO_SNDTIMEO = constant('SO_SNDTIMEO');
export const SO_TYPE = constant('SO_TYPE');
export const SO_USELOOPBACK = constant('SO_USELOOPBACK');
export const SO_USER_COOKIE = constant('SO_USER_COOKIE');

// listen(2)
export const SOMAXCONN = constant('SOMAXCONN');

// shutdown(2)
export const SHUT_RD = constant('SHUT_RD');
export const SHUT_RDWR = constant('SHUT_RDWR');
export const SHUT_WR = constant('SHUT_WR');

// recv(2) and send(2): flags
export const MSG_BCAST = constant('MSG_BCAST');
export const MSG_BTAG = constant('MSG_BTAG');
export const MSG_CMSG_CLOEXEC = constant('MSG_CMSG_CLOEXEC');
export const MSG_CONFIRM = constant('MSG_CONFIRM');
export const MSG_CTRUNC = constant('MSG_CTRUNC');
export const MSG_DONTROUTE = constant('MSG_DONTROUTE');
export const MSG_DONTWAIT = constant('MSG_DONTWAIT');
export const MSG_EOF = constant('MSG_EOF');
export const MSG_EOR = constant('MSG_EOR');
export const MSG_ERRQUEUE = constant('MSG_ERRQUEUE');
export const MSG_ETAG = constant('MSG_ETAG');
export const MSG_FASTOPEN = constant('MSG_FASTOPEN');
export const MSG_MCAST = constant('MSG_MCAST');
export const MSG_MORE = constant('MSG_MORE');
export const MSG_NOSIGNAL = constant('MSG_NOSIGNAL');
export const MSG_NOTIFICATION = constant('MSG_NOTIFICATION');
export const MSG_OOB = constant('MSG_OOB');
export const MSG_PEEK = constant('MSG_PEEK');
export const MSG_TRUNC = constant('MSG_TRUNC');
export const MSG_WAITALL = constant('MSG_WAITALL');

// unix(7): control messages
export const SCM_CREDENTIALS = constant('SCM_CREDENTIALS');
export const SCM_CREDS = constant('SCM_CREDS');
export const SCM_CREDS2 = constant('SCM_CREDS2');
export const SCM_RIGHTS = constant('SCM_RIGHTS');

// unix(4): options of the BSDs
export const LOCAL_CREDS = constant('LOCAL_CREDS');
export const LOCAL_CREDS_PERSISTENT = constant('LOCAL_CREDS_PERSISTENT');
export const LOCAL_PEERCRED = constant('LOCAL_PEERCRED');

// protocols(5)
export const IPPROTO_AH = constant('IPPROTO_AH');
export const IPPROTO_BIP = constant('IPPROTO_BIP');
export const IPPROTO_CBT = constant('IPPROTO_CBT');
export const IPPROTO_DSTOPTS = constant('IPPROTO_DSTOPTS');
export const IPPROTO_EGP = constant('IPPROTO_EGP');
export const IPPROTO_EON = constant('IPPROTO_EON');
export const IPPROTO_ESP = constant('IPPROTO_ESP');
export const IPPROTO_FRAGMENT = constant('IPPROTO_FRAGMENT');
export const IPPROTO_GGP = constant('IPPROTO_GGP');
export const IPPROTO_GRE = constant('IPPROTO_GRE');
export const IPPROTO_HELLO = constant('IPPROTO_HELLO');
export const IPPROTO_HOPOPTS = constant('IPPROTO_HOPOPTS');
export const IPPROTO_ICMP = constant('IPPROTO_ICMP');
export const IPPROTO_ICMPV6 = constant('IPPROTO_ICMPV6');
export const IPPROTO_IDP = constant('IPPROTO_IDP');
export const IPPROTO_IGMP = constant('IPPROTO_IGMP');
export const IPPROTO_IP = constant('IPPROTO_IP');
export const IPPROTO_IPCOMP = constant('IPPROTO_IPCOMP');
export const IPPROTO_IPIP = constant('IPPROTO_IPIP');
export const IPPROTO_IPV4 = constant('IPPROTO_IPV4');
export const IPPROTO_IPV6 = constant('IPPROTO_IPV6');
export const IPPROTO_MAX = constant('IPPROTO_MAX');
export const IPPROTO_MOBILE = constant('IPPROTO_MOBILE');
export const IPPROTO_MPTCP = constant('IPPROTO_MPTCP');
export const IPPROTO_ND = constant('IPPROTO_ND');
export const IPPROTO_NONE = constant('IPPROTO_NONE');
export const IPPROTO_PIM = constant('IPPROTO_PIM');
export const IPPROTO_PUP = constant('IPPROTO_PUP');
export const IPPROTO_RAW = constant('IPPROTO_RAW');
export const IPPROTO_ROUTING = constant('IPPROTO_ROUTING');
export const IPPROTO_RSVP = constant('IPPROTO_RSVP');
export const IPPROTO_SCTP = constant('IPPROTO_SCTP');
export const IPPROTO_TCP = constant('IPPROTO_TCP');
export const IPPROTO_TP = constant('IPPROTO_TP');
export const IPPROTO_UDP = constant('IPPROTO_UDP');
export const IPPROTO_UDPLITE = constant('IPPROTO_UDPLITE');
export const IPPROTO_VRRP = constant('IPPROTO_VRRP');
export const IPPROTO_XTP = constant('IPPROTO_XTP');

// ip(7): ports
export const IPPORT_RESERVED = constant('IPPORT_RESERVED');
export const IPPORT_USERRESERVED = constant('IPPORT_USERRESERVED');

// ip(7): addresses, as numbers
export const INADDR_ALLHOSTS_GROUP = constant('INADDR_ALLHOSTS_GROUP');
export const INADDR_ANY = constant('INADDR_ANY');
export const INADDR_BROADCAST = constant('INADDR_BROADCAST');
export const INADDR_LOOPBACK = constant('INADDR_LOOPBACK');
export const INADDR_MAX_LOCAL_GROUP = constant('INADDR_MAX_LOCAL_GROUP');
export const INADDR_NONE = constant('INADDR_NONE');
export const INADDR_UNSPEC_GROUP = constant('INADDR_UNSPEC_GROUP');

// ip(7): options
export const IP_ADD_MEMBERSHIP = constant('IP_ADD_MEMBERSHIP');
export const IP_ADD_SOURCE_MEMBERSHIP = constant('IP_ADD_SOURCE_MEMBERSHIP');
export const IP_BIND_ADDRESS_NO_PORT = constant('IP_BIND_ADDRESS_NO_PORT');
export const IP_BLOCK_SOURCE = constant('IP_BLOCK_SOURCE');
export const IP_DEFAULT_MULTICAST_LOOP = constant('IP_DEFAULT_MULTICAST_LOOP');
export const IP_DEFAULT_MULTICAST_TTL = constant('IP_DEFAULT_MULTICAST_TTL');
export const IP_DROP_MEMBERSHIP = constant('IP_DROP_MEMBERSHIP');
export const IP_DROP_SOURCE_MEMBERSHIP = constant('IP_DROP_SOURCE_MEMBERSHIP');
export const IP_HDRINCL = constant('IP_HDRINCL');
export const IP_MAX_MEMBERSHIPS = constant('IP_MAX_MEMBERSHIPS');
export const IP_MULTICAST_IF = constant('IP_MULTICAST_IF');
export const IP_MULTICAST_LOOP = constant('IP_MULTICAST_LOOP');
export const IP_MULTICAST_TTL = constant('IP_MULTICAST_TTL');
export const IP_OPTIONS = constant('IP_OPTIONS');
export const IP_PKTINFO = constant('IP_PKTINFO');
export const IP_RECVDSTADDR = constant('IP_RECVDSTADDR');
export const IP_RECVOPTS = constant('IP_RECVOPTS');
export const IP_RECVRETOPTS = constant('IP_RECVRETOPTS');
export const IP_RECVTOS = constant('IP_RECVTOS');
export const IP_RETOPTS = constant('IP_RETOPTS');
export const IP_TOS = constant('IP_TOS');
export const IP_TRANSPARENT = constant('IP_TRANSPARENT');
export const IP_TTL = constant('IP_TTL');
export const IP_UNBLOCK_SOURCE = constant('IP_UNBLOCK_SOURCE');

// ipv6(7): options
export const IPV6_CHECKSUM = constant('IPV6_CHECKSUM');
export const IPV6_DONTFRAG = constant('IPV6_DONTFRAG');
export const IPV6_DSTOPTS = constant('IPV6_DSTOPTS');
export const IPV6_HOPLIMIT = constant('IPV6_HOPLIMIT');
export const IPV6_HOPOPTS = constant('IPV6_HOPOPTS');
export const IPV6_JOIN_GROUP = constant('IPV6_JOIN_GROUP');
export const IPV6_LEAVE_GROUP = constant('IPV6_LEAVE_GROUP');
export const IPV6_MULTICAST_HOPS = constant('IPV6_MULTICAST_HOPS');
export const IPV6_MULTICAST_IF = constant('IPV6_MULTICAST_IF');
export const IPV6_MULTICAST_LOOP = constant('IPV6_MULTICAST_LOOP');
export const IPV6_NEXTHOP = constant('IPV6_NEXTHOP');
export const IPV6_PATHMTU = constant('IPV6_PATHMTU');
export const IPV6_PKTINFO = constant('IPV6_PKTINFO');
export const IPV6_RECVDSTOPTS = constant('IPV6_RECVDSTOPTS');
export const IPV6_RECVHOPLIMIT = constant('IPV6_RECVHOPLIMIT');
export const IPV6_RECVHOPOPTS = constant('IPV6_RECVHOPOPTS');
export const IPV6_RECVPATHMTU = constant('IPV6_RECVPATHMTU');
export const IPV6_RECVPKTINFO = constant('IPV6_RECVPKTINFO');
export const IPV6_RECVRTHDR = constant('IPV6_RECVRTHDR');
export const IPV6_RECVTCLASS = constant('IPV6_RECVTCLASS');
export const IPV6_RTHDR = constant('IPV6_RTHDR');
export const IPV6_RTHDRDSTOPTS = constant('IPV6_RTHDRDSTOPTS');
export const IPV6_RTHDR_TYPE_0 = constant('IPV6_RTHDR_TYPE_0');
export const IPV6_TCLASS = constant('IPV6_TCLASS');
export const IPV6_UNICAST_HOPS = constant('IPV6_UNICAST_HOPS');
export const IPV6_USE_MIN_MTU = constant('IPV6_USE_MIN_MTU');
export const IPV6_V6ONLY = constant('IPV6_V6ONLY');

// tcp(7): options
export const TCP_CC_INFO = constant('TCP_CC_INFO');
export const TCP_CONGESTION = constant('TCP_CONGESTION');
export const TCP_CONNECTION_INFO = constant('TCP_CONNECTION_INFO');
export const TCP_CORK = constant('TCP_CORK');
export const TCP_DEFER_ACCEPT = constant('TCP_DEFER_ACCEPT');
export const TCP_FASTOPEN = constant('TCP_FASTOPEN');
export const TCP_FASTOPEN_CONNECT = constant('TCP_FASTOPEN_CONNECT');
export const TCP_FASTOPEN_KEY = constant('TCP_FASTOPEN_KEY');
export const TCP_FASTOPEN_NO_COOKIE = constant('TCP_FASTOPEN_NO_COOKIE');
export const TCP_INFO = constant('TCP_INFO');
export const TCP_INQ = constant('TCP_INQ');
export const TCP_KEEPALIVE = constant('TCP_KEEPALIVE');
export const TCP_KEEPCNT = constant('TCP_KEEPCNT');
export const TCP_KEEPIDLE = constant('TCP_KEEPIDLE');
export const TCP_KEEPINTVL = constant('TCP_KEEPINTVL');
export const TCP_LINGER2 = constant('TCP_LINGER2');
export const TCP_MAXSEG = constant('TCP_MAXSEG');
export const TCP_MD5SIG = constant('TCP_MD5SIG');
export const TCP_MD5SIG_EXT = constant('TCP_MD5SIG_EXT');
export const TCP_NODELAY = constant('TCP_NODELAY');
export const TCP_NOTSENT_LOWAT = constant('TCP_NOTSENT_LOWAT');
export const TCP_QUEUE_SEQ = constant('TCP_QUEUE_SEQ');
export const TCP_QUICKACK = constant('TCP_QUICKACK');
export const TCP_REPAIR = constant('TCP_REPAIR');
export const TCP_REPAIR_OPTIONS = constant('TCP_REPAIR_OPTIONS');
export const TCP_REPAIR_QUEUE = constant('TCP_REPAIR_QUEUE');
export const TCP_REPAIR_WINDOW = constant('TCP_REPAIR_WINDOW');
export const TCP_SAVED_SYN = constant('TCP_SAVED_SYN');
export const TCP_SAVE_SYN = constant('TCP_SAVE_SYN');
export const TCP_SYNCNT = constant('TCP_SYNCNT');
export const TCP_THIN_DUPACK = constant('TCP_THIN_DUPACK');
export const TCP_THIN_LINEAR_TIMEOUTS = constant('TCP_THIN_LINEAR_TIMEOUTS');
export const TCP_TIMESTAMP = constant('TCP_TIMESTAMP');
export const TCP_TX_DELAY = constant('TCP_TX_DELAY');
export const TCP_ULP = constant('TCP_ULP');
export const TCP_USER_TIMEOUT = constant('TCP_USER_TIMEOUT');
export const TCP_WINDOW_CLAMP = constant('TCP_WINDOW_CLAMP');
export const TCP_ZEROCOPY_RECEIVE = constant('TCP_ZEROCOPY_RECEIVE');

// udplite(7): options
export const UDPLITE_RECV_CSCOV = constant('UDPLITE_RECV_CSCOV');
export const UDPLITE_SEND_CSCOV = constant('UDPLITE_SEND_CSCOV');

// getaddrinfo(3): flags
export const AI_ADDRCONFIG = constant('AI_ADDRCONFIG');
export const AI_ALL = constant('AI_ALL');
export const AI_CANONNAME = constant('AI_CANONNAME');
export const AI_DEFAULT = constant('AI_DEFAULT');
export const AI_MASK = constant('AI_MASK');
export const AI_NUMERICHOST = constant('AI_NUMERICHOST');
export const AI_NUMERICSERV = constant('AI_NUMERICSERV');
export const AI_PASSIVE = constant('AI_PASSIVE');
export const AI_V4MAPPED = constant('AI_V4MAPPED');
export const AI_V4MAPPED_CFG = constant('AI_V4MAPPED_CFG');

// getaddrinfo(3): errors
export const EAI_ADDRFAMILY = constant('EAI_ADDRFAMILY');
export const EAI_AGAIN = constant('EAI_AGAIN');
export const EAI_BADFLAGS = constant('EAI_BADFLAGS');
export const EAI_BADHINTS = constant('EAI_BADHINTS');
export const EAI_FAIL = constant('EAI_FAIL');
export const EAI_FAMILY = constant('EAI_FAMILY');
export const EAI_MAX = constant('EAI_MAX');
export const EAI_MEMORY = constant('EAI_MEMORY');
export const EAI_NODATA = constant('EAI_NODATA');
export const EAI_NONAME = constant('EAI_NONAME');
export const EAI_OVERFLOW = constant('EAI_OVERFLOW');
export const EAI_PROTOCOL = constant('EAI_PROTOCOL');
export const EAI_SERVICE = constant('EAI_SERVICE');
export const EAI_SOCKTYPE = constant('EAI_SOCKTYPE');
export const EAI_SYSTEM = constant('EAI_SYSTEM');

// getnameinfo(3): flags and limits
export const NI_DGRAM = constant('NI_DGRAM');
export const NI_IDN = constant('NI_IDN');
export const NI_MAXHOST = constant('NI_MAXHOST');
export const NI_MAXSERV = constant('NI_MAXSERV');
export const NI_NAMEREQD = constant('NI_NAMEREQD');
export const NI_NOFQDN = constant('NI_NOFQDN');
export const NI_NUMERICHOST = constant('NI_NUMERICHOST');
export const NI_NUMERICSERV = constant('NI_NUMERICSERV');
