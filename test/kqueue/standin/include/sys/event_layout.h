// struct kevent and the numbers of the filters, which differ from system to system: macOS's and old
// FreeBSD's structure (no `ext`) with FreeBSD's numbers or, with KQUEUE_STANDIN_NETBSD_LAYOUT,
// NetBSD 9's with the numbers of NetBSD 10, the first to have EVFILT_USER. The layout does not say
// which system the stand-in behaves as: each can be had in both.
#ifndef KQUEUE_STANDIN_SYS_EVENT_LAYOUT_H_
#define KQUEUE_STANDIN_SYS_EVENT_LAYOUT_H_

#include <stdint.h>

#ifdef KQUEUE_STANDIN_NETBSD_LAYOUT

struct kevent {
  uintptr_t ident;
  uint32_t filter;
  uint32_t flags;
  uint32_t fflags;
  int64_t data;
  intptr_t udata;
};

#define EVFILT_READ 0U
#define EVFILT_WRITE 1U
#define EVFILT_AIO 2U
#define EVFILT_VNODE 3U
#define EVFILT_PROC 4U
#define EVFILT_SIGNAL 5U
#define EVFILT_TIMER 6U
#define EVFILT_FS 7U
#define EVFILT_USER 8U
#define EVFILT_EMPTY 9U
#define EVFILT_SYSCOUNT 10U

#else

struct kevent {
  uintptr_t ident;
  int16_t filter;
  uint16_t flags;
  uint32_t fflags;
  intptr_t data;
  void* udata;
};

#define EVFILT_READ (-1)
#define EVFILT_WRITE (-2)
#define EVFILT_AIO (-3)
#define EVFILT_VNODE (-4)
#define EVFILT_PROC (-5)
#define EVFILT_SIGNAL (-6)
#define EVFILT_TIMER (-7)
#define EVFILT_PROCDESC (-8)
#define EVFILT_FS (-9)
#define EVFILT_LIO (-10)
#define EVFILT_USER (-11)
#define EVFILT_SENDFILE (-12)
#define EVFILT_EMPTY (-13)
#define EVFILT_SYSCOUNT 13

#endif

#endif  // KQUEUE_STANDIN_SYS_EVENT_LAYOUT_H_
