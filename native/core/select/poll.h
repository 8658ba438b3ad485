// poll(2): the whole watched set goes to the kernel with every call.
#pragma once

#include <cstdint>
#include <span>

#include "core/base/result.h"

namespace selectors_ts::core {

/// One descriptor, as JavaScript lays it out in an Int32Array: a word for the descriptor, and one
/// for the events with the revents above them. Both are of the system's POLL constants.
struct PollEntry {
  int32_t fd;
  int16_t events;
  int16_t revents;
};

/// An entry that waits until there is something to read.
PollEntry ToRead(int fd);

/// Fills in each entry's `revents`; returns how many are not zero. A negative timeout waits for
/// ever.
Result<int> WaitPoll(std::span<PollEntry> entries, int timeout_ms);

}  // namespace selectors_ts::core
