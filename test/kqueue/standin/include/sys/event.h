// A stand-in for the BSDs' <sys/event.h> over Linux, for tests only: kqueue(2) and kevent(2).
// READ, WRITE and USER work; every other filter is EINVAL. Which system it behaves as is the
// environment's SELECTORS_TS_KQUEUE_SYSTEM, see system.h.
//
// What Linux cannot show, on every system:
// - `fflags` of a socket's EV_EOF is 0 (its error can only be read by clearing it), a listening
//   socket's `data` is 1, `data` of a datagram socket is the first datagram's size (everything
//   queued on a BSD), and `data` of a broken pipe is Linux's own room;
// - SO_ERROR of a reset connection is Linux's choice between ECONNRESET and EPIPE;
// - a TCP socket that is not connected is ready with EV_EOF (silent on the BSDs);
// - a UNIX datagram socket whose peer closed is silent (readable on the BSDs);
// - a full UNIX stream is silent about its own shutdown(SHUT_WR) until there is room;
// - a regular file read to its end speaks up after lseek(2) back (only growth wakes it on a BSD);
// - a duplicate of a kqueue is no kqueue (EBADF);
// - a pipe's ends are one-way (two-way on FreeBSD);
// - dup2(2) of the same open file into its own number, or closing the number and duplicating the
//   file back into it, keeps the filters;
// - a kqueue closed past the stand-in's own close() (a plain system call, dup2(2) over it, libuv's
//   close) wakes nobody and waits for nobody: its waiters get EBADF when they next look at it.
//
// And on single systems:
// - FreeBSD: a change with filter 0 is EINVAL (skipped there), and so is a negative number of
//   changes (EFAULT on NetBSD, a wait on FreeBSD);
// - NetBSD: a full pipe whose reader closes says EV_EOF (nothing there, ever); EV_DELETE (beside
//   EV_ADD, which wins) and EV_DISABLE do not stay in returned flags; EV_ENABLE after EV_DISPATCH
//   reports what has been there all along (silent there); fcntl(2) still knows a kqueue that its
//   close(2) is waiting with.
#ifndef KQUEUE_STANDIN_SYS_EVENT_H_
#define KQUEUE_STANDIN_SYS_EVENT_H_

#include <stdint.h>

#include "event_layout.h"

struct timespec;

#define EV_SET(kevp, a, b, c, d, e, f) \
  do {                                 \
    struct kevent* kevp_ = (kevp);     \
    kevp_->ident = (a);                \
    kevp_->filter = (b);               \
    kevp_->flags = (c);                \
    kevp_->fflags = (d);               \
    kevp_->data = (e);                 \
    kevp_->udata = (f);                \
  } while (0)

/* Actions. */
#define EV_ADD 0x0001
#define EV_DELETE 0x0002
#define EV_ENABLE 0x0004
#define EV_DISABLE 0x0008

/* Flags. */
#define EV_ONESHOT 0x0010
#define EV_CLEAR 0x0020
#define EV_RECEIPT 0x0040
#define EV_DISPATCH 0x0080
#define EV_SYSFLAGS 0xF000
#define EV_DROP 0x1000
#define EV_FLAG1 0x2000
#define EV_FLAG2 0x4000

/* Returned values. */
#define EV_EOF 0x8000
#define EV_ERROR 0x4000

/* EVFILT_USER. */
#define NOTE_FFNOP 0x00000000
#define NOTE_FFAND 0x40000000
#define NOTE_FFOR 0x80000000
#define NOTE_FFCOPY 0xc0000000
#define NOTE_FFCTRLMASK 0xc0000000
#define NOTE_FFLAGSMASK 0x00ffffff
#define NOTE_TRIGGER 0x01000000

/* EVFILT_READ and EVFILT_WRITE. */
#define NOTE_LOWAT 0x0001
#define NOTE_FILE_POLL 0x0002

/* EVFILT_VNODE. */
#define NOTE_DELETE 0x0001
#define NOTE_WRITE 0x0002
#define NOTE_EXTEND 0x0004
#define NOTE_ATTRIB 0x0008
#define NOTE_LINK 0x0010
#define NOTE_RENAME 0x0020
#define NOTE_REVOKE 0x0040
#define NOTE_OPEN 0x0080
#define NOTE_CLOSE 0x0100
#define NOTE_CLOSE_WRITE 0x0200
#define NOTE_READ 0x0400

/* EVFILT_PROC. */
#define NOTE_EXIT 0x80000000
#define NOTE_FORK 0x40000000
#define NOTE_EXEC 0x20000000
#define NOTE_PCTRLMASK 0xf0000000
#define NOTE_PDATAMASK 0x000fffff
#define NOTE_TRACK 0x00000001
#define NOTE_TRACKERR 0x00000002
#define NOTE_CHILD 0x00000004

/* EVFILT_TIMER. */
#define NOTE_SECONDS 0x00000001
#define NOTE_MSECONDS 0x00000002
#define NOTE_USECONDS 0x00000004
#define NOTE_NSECONDS 0x00000008
#define NOTE_ABSTIME 0x00000010

#ifdef __cplusplus
extern "C" {
#endif

int kqueue(void);
int kevent(int kq, const struct kevent* changelist, int nchanges, struct kevent* eventlist,
           int nevents, const struct timespec* timeout);

#ifdef __cplusplus
}
#endif

#endif  // KQUEUE_STANDIN_SYS_EVENT_H_
