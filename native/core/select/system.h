// What a system has to bring to core/select; core/base/system.h says how.
//
// - poll.h, ToRead() and WaitPoll(): posix/poll.cc. The library's own waits are these. A system
//   whose own structure is not laid out as PollEntry converts there.
// - select.h, WaitSelect(): posix/select.cc. Where select() takes no bitmaps by descriptor, a
// function
//   of its own takes its place here, in binding/select/select.cc and behind DescriptorSets in
//   lib/select/descriptorSets.ts, which says what sets of descriptors have to do.
// - watcher_thread.h, StartWatcherThread(): posix/watcher_thread.cc. A std::thread, where there are
//   no signals.
// - loop.h, AddToLoop(): linux/loop.cc; bsd/loop.cc has nothing to do.
//
// What may be left out: an object of the kernel that keeps the watched set. linux/epoll.h and
// bsd/kqueue.h declare what only binding/select/epoll.cc and kqueue.cc use, and the list of
// constants, where native/addon.gypi defines SELECTORS_TS_EPOLL or SELECTORS_TS_KQUEUE.
#pragma once

#include "core/select/loop.h"
#include "core/select/poll.h"
#include "core/select/select.h"
#include "core/select/watcher_thread.h"
