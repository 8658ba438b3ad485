#include "core/select/system.h"

#include <poll.h>

#include <cstddef>
#include <type_traits>

namespace selectors_ts::core {

// The kernel reads and writes the entries in place.
static_assert(sizeof(PollEntry) == sizeof(pollfd));
static_assert(alignof(PollEntry) == alignof(pollfd));
static_assert(offsetof(PollEntry, events) == offsetof(pollfd, events));
static_assert(offsetof(PollEntry, revents) == offsetof(pollfd, revents));
static_assert(std::is_same_v<decltype(PollEntry::fd), decltype(pollfd::fd)>);
static_assert(std::is_same_v<decltype(PollEntry::events), decltype(pollfd::events)>);
static_assert(std::is_same_v<decltype(PollEntry::revents), decltype(pollfd::revents)>);

PollEntry ToRead(int fd) {
  return {fd, POLLIN, 0};
}

Result<int> WaitPoll(std::span<PollEntry> entries, int timeout_ms) {
  return CountOrError(::poll(reinterpret_cast<pollfd*>(entries.data()),
                             static_cast<nfds_t>(entries.size()), timeout_ms),
                      "poll");
}

}  // namespace selectors_ts::core
