// Until when to wait, on the monotonic clock.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "core/base/clock.h"

namespace selectors_ts::core {

using Deadline = Clock::time_point;

/// An infinite time is a day, which no caller minds: it asks again.
inline Deadline After(double timeout_ms) {
  constexpr double kDay_ms = 86'400'000;
  const std::chrono::duration<double, std::milli> timeout(std::clamp(timeout_ms, 0.0, kDay_ms));
  return Clock::now() + std::chrono::ceil<Clock::duration>(timeout);
}

/// Whole milliseconds until then, at least so many, as poll(2) takes them: -1 for ever.
inline int LeftMs(Deadline until) {
  if (until == Deadline::max()) return -1;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
  return static_cast<int>(std::max<int64_t>(0, left.count()));
}

}  // namespace selectors_ts::core
