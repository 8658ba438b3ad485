// The numbers of the system's headers, under Python's names. What a system does not define is left
// out, and is `undefined` in JavaScript.
#include <climits>

#include "binding/select/module.h"
#include "core/base/system_sockets.h"

#ifdef SELECTORS_TS_EPOLL
#include "core/select/linux/epoll.h"
#endif
#ifdef SELECTORS_TS_KQUEUE
#include "core/select/bsd/kqueue.h"
#endif

namespace selectors_ts::binding {

namespace {

void AddPoll(Napi::Object constants) {
  constants.Set("POLLIN", POLLIN);
  constants.Set("POLLPRI", POLLPRI);
  constants.Set("POLLOUT", POLLOUT);
  constants.Set("POLLERR", POLLERR);
  constants.Set("POLLHUP", POLLHUP);
  constants.Set("POLLNVAL", POLLNVAL);
#ifdef POLLRDNORM
  constants.Set("POLLRDNORM", POLLRDNORM);
#endif
#ifdef POLLRDBAND
  constants.Set("POLLRDBAND", POLLRDBAND);
#endif
#ifdef POLLWRNORM
  constants.Set("POLLWRNORM", POLLWRNORM);
#endif
#ifdef POLLWRBAND
  constants.Set("POLLWRBAND", POLLWRBAND);
#endif
#ifdef POLLMSG
  constants.Set("POLLMSG", POLLMSG);
#endif
#ifdef POLLRDHUP
  constants.Set("POLLRDHUP", POLLRDHUP);
#endif
}

#ifdef SELECTORS_TS_EPOLL
void AddEpoll(Napi::Object constants) {
  constants.Set("EPOLLIN", static_cast<uint32_t>(EPOLLIN));
  constants.Set("EPOLLOUT", static_cast<uint32_t>(EPOLLOUT));
  constants.Set("EPOLLPRI", static_cast<uint32_t>(EPOLLPRI));
  constants.Set("EPOLLERR", static_cast<uint32_t>(EPOLLERR));
  constants.Set("EPOLLHUP", static_cast<uint32_t>(EPOLLHUP));
  constants.Set("EPOLLRDHUP", static_cast<uint32_t>(EPOLLRDHUP));
  constants.Set("EPOLLRDNORM", static_cast<uint32_t>(EPOLLRDNORM));
  constants.Set("EPOLLRDBAND", static_cast<uint32_t>(EPOLLRDBAND));
  constants.Set("EPOLLWRNORM", static_cast<uint32_t>(EPOLLWRNORM));
  constants.Set("EPOLLWRBAND", static_cast<uint32_t>(EPOLLWRBAND));
  constants.Set("EPOLLMSG", static_cast<uint32_t>(EPOLLMSG));
  constants.Set("EPOLL_CTL_ADD", static_cast<uint32_t>(EPOLL_CTL_ADD));
  constants.Set("EPOLL_CTL_MOD", static_cast<uint32_t>(EPOLL_CTL_MOD));
  constants.Set("EPOLL_CTL_DEL", static_cast<uint32_t>(EPOLL_CTL_DEL));
  constants.Set("EPOLL_CLOEXEC", static_cast<uint32_t>(EPOLL_CLOEXEC));
  // Bit 31 is positive in Python.
  constants.Set("EPOLLET", static_cast<uint32_t>(EPOLLET));
  constants.Set("EPOLLONESHOT", static_cast<uint32_t>(EPOLLONESHOT));
  constants.Set("EPOLLEXCLUSIVE", static_cast<uint32_t>(EPOLLEXCLUSIVE));
  constants.Set("EPOLLWAKEUP", static_cast<uint32_t>(EPOLLWAKEUP));
}
#endif

#ifdef SELECTORS_TS_KQUEUE
void AddKqueue(Napi::Object constants) {
  constants.Set("KQ_FILTER_READ", EVFILT_READ);
  constants.Set("KQ_FILTER_WRITE", EVFILT_WRITE);
#ifdef EVFILT_AIO
  constants.Set("KQ_FILTER_AIO", EVFILT_AIO);
#endif
#ifdef EVFILT_VNODE
  constants.Set("KQ_FILTER_VNODE", EVFILT_VNODE);
#endif
#ifdef EVFILT_PROC
  constants.Set("KQ_FILTER_PROC", EVFILT_PROC);
#endif
#ifdef EVFILT_NETDEV
  constants.Set("KQ_FILTER_NETDEV", EVFILT_NETDEV);
#endif
#ifdef EVFILT_SIGNAL
  constants.Set("KQ_FILTER_SIGNAL", EVFILT_SIGNAL);
#endif
#ifdef EVFILT_TIMER
  constants.Set("KQ_FILTER_TIMER", EVFILT_TIMER);
#endif
  // Python has no name for these two.
#ifdef EVFILT_USER
  constants.Set("EVFILT_USER", EVFILT_USER);
  constants.Set("NOTE_TRIGGER", NOTE_TRIGGER);
#endif
  constants.Set("KQ_EV_ADD", EV_ADD);
  constants.Set("KQ_EV_DELETE", EV_DELETE);
  constants.Set("KQ_EV_ENABLE", EV_ENABLE);
  constants.Set("KQ_EV_DISABLE", EV_DISABLE);
  constants.Set("KQ_EV_ONESHOT", EV_ONESHOT);
  constants.Set("KQ_EV_CLEAR", EV_CLEAR);
#ifdef EV_SYSFLAGS
  constants.Set("KQ_EV_SYSFLAGS", EV_SYSFLAGS);
#endif
#ifdef EV_FLAG1
  constants.Set("KQ_EV_FLAG1", EV_FLAG1);
#endif
  constants.Set("KQ_EV_EOF", EV_EOF);
  constants.Set("KQ_EV_ERROR", EV_ERROR);
#ifdef NOTE_LOWAT
  constants.Set("KQ_NOTE_LOWAT", NOTE_LOWAT);
#endif
#ifdef NOTE_DELETE
  constants.Set("KQ_NOTE_DELETE", NOTE_DELETE);
#endif
#ifdef NOTE_WRITE
  constants.Set("KQ_NOTE_WRITE", NOTE_WRITE);
#endif
#ifdef NOTE_EXTEND
  constants.Set("KQ_NOTE_EXTEND", NOTE_EXTEND);
#endif
#ifdef NOTE_ATTRIB
  constants.Set("KQ_NOTE_ATTRIB", NOTE_ATTRIB);
#endif
#ifdef NOTE_LINK
  constants.Set("KQ_NOTE_LINK", NOTE_LINK);
#endif
#ifdef NOTE_RENAME
  constants.Set("KQ_NOTE_RENAME", NOTE_RENAME);
#endif
#ifdef NOTE_REVOKE
  constants.Set("KQ_NOTE_REVOKE", NOTE_REVOKE);
#endif
#ifdef NOTE_EXIT
  constants.Set("KQ_NOTE_EXIT", NOTE_EXIT);
#endif
#ifdef NOTE_FORK
  constants.Set("KQ_NOTE_FORK", NOTE_FORK);
#endif
#ifdef NOTE_EXEC
  constants.Set("KQ_NOTE_EXEC", NOTE_EXEC);
#endif
#ifdef NOTE_PCTRLMASK
  constants.Set("KQ_NOTE_PCTRLMASK", NOTE_PCTRLMASK);
#endif
#ifdef NOTE_PDATAMASK
  constants.Set("KQ_NOTE_PDATAMASK", NOTE_PDATAMASK);
#endif
#ifdef NOTE_TRACK
  constants.Set("KQ_NOTE_TRACK", NOTE_TRACK);
#endif
#ifdef NOTE_CHILD
  constants.Set("KQ_NOTE_CHILD", NOTE_CHILD);
#endif
#ifdef NOTE_TRACKERR
  constants.Set("KQ_NOTE_TRACKERR", NOTE_TRACKERR);
#endif
#ifdef NOTE_LINKUP
  constants.Set("KQ_NOTE_LINKUP", NOTE_LINKUP);
#endif
#ifdef NOTE_LINKDOWN
  constants.Set("KQ_NOTE_LINKDOWN", NOTE_LINKDOWN);
#endif
#ifdef NOTE_LINKINV
  constants.Set("KQ_NOTE_LINKINV", NOTE_LINKINV);
#endif
}
#endif

}  // namespace

void AddSelectConstants(Napi::Object constants) {
#ifdef PIPE_BUF
  constants.Set("PIPE_BUF", PIPE_BUF);
#endif
  constants.Set("FD_SETSIZE", FD_SETSIZE);
  AddPoll(constants);
#ifdef SELECTORS_TS_EPOLL
  AddEpoll(constants);
#endif
#ifdef SELECTORS_TS_KQUEUE
  AddKqueue(constants);
#endif
}

}  // namespace selectors_ts::binding
