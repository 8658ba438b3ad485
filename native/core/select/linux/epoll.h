// Linux's epoll(7): a kernel object that keeps the watched set, and hands back what is ready.
#pragma once

#include <sys/epoll.h>

#include <cstdint>
#include <span>

#include "core/base/result.h"
#include "core/base/unique_fd.h"

namespace selectors_ts::core {

/// epoll_create1(2), always close-on-exec.
Result<UniqueFd> CreateEpoll();

/// What one descriptor is watched for, and what comes back with its events.
struct EpollInterest {
  int fd;
  uint32_t events;
  uint64_t data;
};

/// epoll_ctl(2) with EPOLL_CTL_ADD, _MOD or _DEL.
Status ControlEpoll(int epoll_fd, int operation, const EpollInterest& interest);

/// epoll_wait(2); a negative timeout waits for ever. Inline: it is called for every few hundred
/// nanoseconds of work.
inline Result<int> WaitEpoll(int epoll_fd, std::span<epoll_event> events, int timeout_ms) {
  const int capacity = static_cast<int>(events.size());
  return CountOrError(::epoll_wait(epoll_fd, events.data(), capacity, timeout_ms), "epoll_wait");
}

/// Puts a fresh set, with these interests only, under the same descriptor number.
///
/// An open file description that has lost its number here but lives on through a duplicate cannot
/// be taken out of an epoll set: leaving the set behind is the only way to be rid of its events.
/// Descriptors that have been closed since (EBADF) or cannot be watched any more (EPERM) are left
/// out, as the kernel would have dropped them.
Status RebuildEpoll(int epoll_fd, std::span<const EpollInterest> interests);

}  // namespace selectors_ts::core
