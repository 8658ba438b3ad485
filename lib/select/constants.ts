/**
 * The constants of Python's `select`: the system's own numbers, `undefined` where it has none.
 */
import { addon } from '../addon/index.js';

function constant(name: string): number {
  // Typed as a number all the same, as in node:os: code that uses it is for a system that has it.
  return addon.constants[name] as number;
}

// poll(2)
export const POLLIN = constant('POLLIN');
export const POLLPRI = constant('POLLPRI');
export const POLLOUT = constant('POLLOUT');
export const POLLERR = constant('POLLERR');
export const POLLHUP = constant('POLLHUP');
export const POLLNVAL = constant('POLLNVAL');
export const POLLRDNORM = constant('POLLRDNORM');
export const POLLRDBAND = constant('POLLRDBAND');
export const POLLWRNORM = constant('POLLWRNORM');
export const POLLWRBAND = constant('POLLWRBAND');
export const POLLMSG = constant('POLLMSG');
export const POLLRDHUP = constant('POLLRDHUP');

// epoll(7)
export const EPOLLIN = constant('EPOLLIN');
export const EPOLLOUT = constant('EPOLLOUT');
export const EPOLLPRI = constant('EPOLLPRI');
export const EPOLLERR = constant('EPOLLERR');
export const EPOLLHUP = constant('EPOLLHUP');
export const EPOLLRDHUP = constant('EPOLLRDHUP');
export const EPOLLET = constant('EPOLLET');
export const EPOLLONESHOT = constant('EPOLLONESHOT');
export const EPOLLEXCLUSIVE = constant('EPOLLEXCLUSIVE');
export const EPOLLWAKEUP = constant('EPOLLWAKEUP');
export const EPOLLRDNORM = constant('EPOLLRDNORM');
export const EPOLLRDBAND = constant('EPOLLRDBAND');
export const EPOLLWRNORM = constant('EPOLLWRNORM');
export const EPOLLWRBAND = constant('EPOLLWRBAND');
export const EPOLLMSG = constant('EPOLLMSG');
export const EPOLL_CLOEXEC = constant('EPOLL_CLOEXEC');

// kqueue(2): filters
export const KQ_FILTER_READ = constant('KQ_FILTER_READ');
export const KQ_FILTER_WRITE = constant('KQ_FILTER_WRITE');
export const KQ_FILTER_AIO = constant('KQ_FILTER_AIO');
export const KQ_FILTER_VNODE = constant('KQ_FILTER_VNODE');
export const KQ_FILTER_PROC = constant('KQ_FILTER_PROC');
export const KQ_FILTER_NETDEV = constant('KQ_FILTER_NETDEV');
export const KQ_FILTER_SIGNAL = constant('KQ_FILTER_SIGNAL');
export const KQ_FILTER_TIMER = constant('KQ_FILTER_TIMER');

// kqueue(2): flags
export const KQ_EV_ADD = constant('KQ_EV_ADD');
export const KQ_EV_DELETE = constant('KQ_EV_DELETE');
export const KQ_EV_ENABLE = constant('KQ_EV_ENABLE');
export const KQ_EV_DISABLE = constant('KQ_EV_DISABLE');
export const KQ_EV_ONESHOT = constant('KQ_EV_ONESHOT');
export const KQ_EV_CLEAR = constant('KQ_EV_CLEAR');
export const KQ_EV_SYSFLAGS = constant('KQ_EV_SYSFLAGS');
export const KQ_EV_FLAG1 = constant('KQ_EV_FLAG1');
export const KQ_EV_EOF = constant('KQ_EV_EOF');
export const KQ_EV_ERROR = constant('KQ_EV_ERROR');

// kqueue(2): filter flags
export const KQ_NOTE_LOWAT = constant('KQ_NOTE_LOWAT');
export const KQ_NOTE_DELETE = constant('KQ_NOTE_DELETE');
export const KQ_NOTE_WRITE = constant('KQ_NOTE_WRITE');
export const KQ_NOTE_EXTEND = constant('KQ_NOTE_EXTEND');
export const KQ_NOTE_ATTRIB = constant('KQ_NOTE_ATTRIB');
export const KQ_NOTE_LINK = constant('KQ_NOTE_LINK');
export const KQ_NOTE_RENAME = constant('KQ_NOTE_RENAME');
export const KQ_NOTE_REVOKE = constant('KQ_NOTE_REVOKE');
export const KQ_NOTE_EXIT = constant('KQ_NOTE_EXIT');
export const KQ_NOTE_FORK = constant('KQ_NOTE_FORK');
export const KQ_NOTE_EXEC = constant('KQ_NOTE_EXEC');
export const KQ_NOTE_PCTRLMASK = constant('KQ_NOTE_PCTRLMASK');
export const KQ_NOTE_PDATAMASK = constant('KQ_NOTE_PDATAMASK');
export const KQ_NOTE_TRACK = constant('KQ_NOTE_TRACK');
export const KQ_NOTE_CHILD = constant('KQ_NOTE_CHILD');
export const KQ_NOTE_TRACKERR = constant('KQ_NOTE_TRACKERR');
export const KQ_NOTE_LINKUP = constant('KQ_NOTE_LINKUP');
export const KQ_NOTE_LINKDOWN = constant('KQ_NOTE_LINKDOWN');
export const KQ_NOTE_LINKINV = constant('KQ_NOTE_LINKINV');

/** How many bytes a write to a pipe may have to go in whole. */
export const PIPE_BUF = constant('PIPE_BUF');
