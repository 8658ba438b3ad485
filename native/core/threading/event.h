// Python's threading.Event.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>

#include "core/base/deadline.h"

namespace selectors_ts::core {

/// Counts how often it was set or cleared, from 0 again some day: it is set while the count is odd,
/// and whoever waits knows by any other count than before that it has been set, though it may be
/// clear again.
class Event {
 public:
  int32_t count() const { return count_; }

  void Set() { Change(false); }
  void Clear() { Change(true); }

  /// @param since an even count
  bool Wait(int32_t since, Deadline deadline) {
    std::unique_lock guard(mutex_);
    return changed_.wait_until(guard, deadline, [&] { return count_ != since; });
  }

 private:
  void Change(bool if_set) {
    const std::lock_guard guard(mutex_);
    if ((count_ % 2 == 1) != if_set) return;
    count_ = count_ == INT32_MAX ? 0 : count_ + 1;
    if (!if_set) changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::atomic<int32_t> count_ = 0;
};

}  // namespace selectors_ts::core
