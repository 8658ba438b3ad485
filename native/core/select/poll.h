// poll(2): the whole watched set goes to the kernel with every call.
#pragma once

#include <poll.h>

#include <span>

#include "core/base/result.h"

namespace selectors_ts::core {

/// Fills in each entry's `revents`; returns how many are not zero. A negative timeout waits for
/// ever.
Result<int> WaitPoll(std::span<pollfd> descriptors, int timeout_ms);

}  // namespace selectors_ts::core
