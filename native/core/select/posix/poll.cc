#include "core/select/system.h"

#include <poll.h>

#include <cstddef>

namespace selectors_ts::core {

// The kernel reads and writes the entries in place.
static_assert(sizeof(PollEntry) == sizeof(pollfd) && alignof(PollEntry) == alignof(pollfd) &&
              offsetof(PollEntry, fd) == offsetof(pollfd, fd) &&
              offsetof(PollEntry, events) == offsetof(pollfd, events) &&
              offsetof(PollEntry, revents) == offsetof(pollfd, revents) &&
              sizeof(PollEntry::fd) == sizeof(pollfd::fd) &&
              sizeof(PollEntry::events) == sizeof(pollfd::events) &&
              sizeof(PollEntry::revents) == sizeof(pollfd::revents));

PollEntry ToRead(int fd) {
  return {fd, POLLIN, 0};
}

Result<int> WaitPoll(std::span<PollEntry> entries, int timeout_ms) {
  return CountOrError(::poll(reinterpret_cast<pollfd*>(entries.data()),
                             static_cast<nfds_t>(entries.size()), timeout_ms),
                      "poll");
}

}  // namespace selectors_ts::core
