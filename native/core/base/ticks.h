// The processor's own counter of time: reading the system's clock twice would cost an uncontended
// acquire and release of a Gil as much as all the rest of it.
#pragma once

#include <chrono>
#include <cstdint>

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

#include "core/base/clock.h"

namespace selectors_ts::core {

/// In a unit of its own, at one rate, the same on all processors (constant_tsc, as the kernel's
/// clock has it; the generic timer of ARM). Elsewhere nanoseconds.
inline int64_t Ticks() {
#if defined(__x86_64__)
  return static_cast<int64_t>(__rdtsc());
#elif defined(__aarch64__)
  int64_t ticks;
  asm volatile("mrs %0, cntvct_el0" : "=r"(ticks));
  return ticks;
#else
  return Clock::now().time_since_epoch().count();
#endif
}

/// One moment on both clocks.
struct Moment {
  int64_t ticks;
  int64_t ns;

  static Moment Now() {
    const std::chrono::nanoseconds since_boot = Clock::now().time_since_epoch();
    return {Ticks(), since_boot.count()};
  }
};

/// Turns ticks into nanoseconds of the monotonic clock by two moments that are some time apart.
class TickScale {
 public:
  TickScale(Moment from, Moment to)
      : from_(from),
        ns_per_tick_(to.ticks > from.ticks ? static_cast<double>(to.ns - from.ns) /
                                                 static_cast<double>(to.ticks - from.ticks)
                                           : 0) {}

  double Duration_ns(int64_t ticks) const { return static_cast<double>(ticks) * ns_per_tick_; }

  double Time_ns(int64_t ticks) const {
    return static_cast<double>(from_.ns) + Duration_ns(ticks - from_.ticks);
  }

 private:
  Moment from_;
  double ns_per_tick_;
};

}  // namespace selectors_ts::core
