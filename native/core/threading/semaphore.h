// Python's threading.Semaphore and threading.BoundedSemaphore.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>

#include "core/base/deadline.h"

namespace selectors_ts::core {

class Semaphore {
 public:
  Semaphore(int32_t value, bool bounded) : bounded_(bounded), initial_(value), value_(value) {}

  bool bounded() const { return bounded_; }

  bool TryAcquire() {
    const std::lock_guard guard(mutex_);
    return Take();
  }

  bool Acquire(Deadline deadline) {
    std::unique_lock guard(mutex_);
    return released_.wait_until(guard, deadline, [&] { return Take(); });
  }

  /// False if that would be more than there were at first, and it is bounded.
  bool Release(int32_t count) {
    const std::lock_guard guard(mutex_);
    if (bounded_ && value_ + count > initial_) return false;
    value_ += count;
    if (count == 1) {
      released_.notify_one();
    } else {
      released_.notify_all();
    }
    return true;
  }

  int64_t value() {
    const std::lock_guard guard(mutex_);
    return value_;
  }

 private:
  bool Take() {
    if (value_ == 0) return false;
    --value_;
    return true;
  }

  const bool bounded_;
  const int64_t initial_;
  std::mutex mutex_;
  std::condition_variable released_;
  int64_t value_;
};

}  // namespace selectors_ts::core
