// The monotonic clock, by which the kernel's time-outs go too.
#pragma once

#include <chrono>

namespace selectors_ts::core {

using Clock = std::chrono::steady_clock;

/// Milliseconds since a moment that is the same for all threads.
inline double NowMs() {
  return std::chrono::duration<double, std::milli>(Clock::now().time_since_epoch()).count();
}

}  // namespace selectors_ts::core
