// Until when to wait, on the monotonic clock.
#pragma once

#include <algorithm>
#include <chrono>

#include "core/base/clock.h"

namespace selectors_ts::core {

using Deadline = Clock::time_point;

/// An infinite time is a day, which no caller minds: it asks again.
inline Deadline After(double timeout_ms) {
  constexpr double kDay_ms = 86'400'000;
  const std::chrono::duration<double, std::milli> timeout(std::clamp(timeout_ms, 0.0, kDay_ms));
  return Clock::now() + std::chrono::ceil<Clock::duration>(timeout);
}

}  // namespace selectors_ts::core
