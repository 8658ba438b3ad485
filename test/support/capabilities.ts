/**
 * What the system has that runs the tests: a test says by these constants what it needs, and names no
 * system.
 *
 * The first ones are found out. A fault of the package could hide one of them, and the tests that need
 * it: conformance/capabilities.test.ts asserts them for the systems that are known. The others go by
 * the system's name, and are borne out by the tests that need them.
 */
import { existsSync } from 'node:fs';
import { Epoll, Kqueue } from 'selectors-ts/select';
import { AF_UNIX, SOCK_NONBLOCK } from 'selectors-ts/socket';
import { beforeEach } from 'vitest';
import { openDescriptors } from './openDescriptors.mjs';

const isLinux = process.platform === 'linux';
const isUnix = process.platform !== 'win32';

/** epoll(7): Linux. */
export const hasEpoll = Epoll.isAvailable;

/** kqueue(2): macOS and the BSDs; Linux with the stand-in of test/kqueue. */
export const hasKqueue = Kqueue.isAvailable;

/** UNIX sockets, which socketpair() makes unless told otherwise: all but Windows. */
export const hasUnixSockets = AF_UNIX !== undefined;

/** SOCK_NONBLOCK and SOCK_CLOEXEC beside a socket's type: all but macOS and Windows. */
export const hasTypeFlags = SOCK_NONBLOCK !== undefined;

/** A folder with what a process has open, /dev/fd: all but Windows. */
export const hasDescriptorCount = openDescriptors() > 0;

/** Files about each thread and descriptor of a process, in /proc: Linux. */
export const hasProc = existsSync('/proc/self/task');

/**
 * Files, pipes and sockets with descriptors of one kind: select() takes a file, Node's `fs` and
 * `child_process` take a socket, and all are within one limit. All but Windows.
 */
export const hasFileDescriptors = isUnix;

/** Pipes and FIFOs that can be waited for: all but Windows. */
export const hasPipes = isUnix;

/** A new descriptor has the lowest number that is free, and FD_SETSIZE is for numbers: all but Windows. */
export const hasDenseNumbers = isUnix;

/** Signals, which interrupt system calls, and by which a process ends: all but Windows. */
export const hasSignals = isUnix;

/** `sh`, and what it starts or limits: `cat`, `ulimit`. All but Windows. */
export const hasShell = isUnix;

/** Names of UNIX sockets that are no paths: Linux. */
export const hasAbstractNames = isLinux;

/** Whoever comes to a listener, or to a UNIX datagram socket, whose queue is full has to wait: Linux. */
export const hasWaitingQueues = isLinux;

/** A UNIX socket that is shut down for reading accepts or receives the end: Linux. */
export const hasUnixShutdown = isLinux;

/** IP_RECVERR and MSG_ZEROCOPY, by which poll(2) reports what no call takes: Linux. */
export const hasErrorQueue = isLinux;

/** A datagram that nobody takes on this machine has been refused when send() returns: Linux. */
export const hasPromptRefusals = isLinux;

/** The first call after SO_ERROR has told of a refusal is ECONNABORTED: Linux. */
export const hasAbortedConnects = isLinux;

/** MSG_TRUNC has recv() tell how long a datagram was: Linux. */
export const hasDatagramLengths = isLinux;

/** SO_RCVTIMEO and SO_SNDTIMEO last as long as they were told, or no time at all below 0: Linux. */
export const hasExactLimits = isLinux;

/** A link-local address is for one interface, and EINVAL without: Linux. */
export const hasStrictScopes = isLinux;

/** socket() of a type that its family has not is ESOCKTNOSUPPORT: Linux. */
export const hasTypeRefusals = isLinux;

/** UDP-Lite: Linux. */
export const hasUdpLite = isLinux;

/** All of 127/8 is this machine: Linux and Windows. */
export const hasLoopbackNetwork = isLinux || !isUnix;

/** poll(2) reports the hang-up of a full socket, for which select(2) finds no room: Linux. */
export const hasUnseenHangUps = isLinux;

/** Listeners that share a port, by SO_REUSEPORT, share the connections: Linux. */
export const hasSharedPorts = isLinux;

/** The system's number of the main thread is that of the process: Linux. */
export const hasThreadNumbers = isLinux;

/** Binaries that name their C library, glibc or musl: Linux. */
export const hasLibcTags = isLinux;

/** Skips all tests of the file, or of the describe(), where one of these is false. */
export function needs(...capabilities: boolean[]): void {
  beforeEach(({ skip }) => skip(capabilities.includes(false)));
}
