// Python's threading.Lock and threading.RLock (Modules/_threadmodule.c): a lock that any thread may
// release, and one that its owner may acquire again.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>

#include "core/base/deadline.h"

namespace selectors_ts::core {

/// Threads are known by their idents, which are above 0.
class Lock {
 public:
  enum class Kind { kPlain, kReentrant };

  explicit Lock(Kind kind) : kind_(kind) {}
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

  Kind kind() const { return kind_; }

  bool TryAcquire(int64_t ident) {
    int64_t nobody = 0;
    if (owner_.compare_exchange_strong(nobody, ident)) {
      count_ = 1;
      return true;
    }
    if (kind_ == Kind::kPlain || owner_ != ident) return false;
    ++count_;
    return true;
  }

  /// Returns whether the thread has it now. Nobody is first in line: as in CPython, whoever comes
  /// while it is free has it.
  bool Acquire(int64_t ident, Deadline deadline) {
    if (TryAcquire(ident)) return true;
    std::unique_lock guard(mutex_);
    ++waiting_;
    const bool acquired = released_.wait_until(guard, deadline, [&] { return TryAcquire(ident); });
    --waiting_;
    return acquired;
  }

  /// False if there is nothing to release: it is not locked or, if reentrant, not by this thread.
  bool Release(int64_t ident) {
    if (kind_ == Kind::kReentrant) {
      if (owner_ != ident) return false;
      if (--count_ > 0) return true;
    }
    return Free();
  }

  /// Releases it however often it was acquired; returns how often that was.
  int32_t ReleaseAll(int64_t ident) {
    if (!OwnedBy(ident)) return 0;
    const int32_t count = count_;
    return Free() ? count : 0;
  }

  /// As if it had been acquired so often. To be called by the owner.
  void Restore(int32_t count) { count_ = count; }

  /// Whether this thread may release it. A plain lock is anybody's.
  bool OwnedBy(int64_t ident) const {
    const int64_t owner = owner_;
    return kind_ == Kind::kReentrant ? owner == ident : owner != 0;
  }

  bool locked() const { return owner_ != 0; }

 private:
  /// Two threads meet in two atomics: who waits raises waiting_ and then looks at owner_; who frees
  /// clears owner_ and then looks at waiting_. In the one order of all four that sequential
  /// consistency guarantees, at least one of the two sees what the other has written. With
  /// memory_order_acquire and _release both could see the values of before: the one would sleep,
  /// the other wake nobody. The mutex sees to the time between the look and the sleep.
  bool Free() {
    if (owner_.exchange(0) == 0) return false;
    if (waiting_ == 0) return true;
    const std::lock_guard guard(mutex_);
    released_.notify_one();
    return true;
  }

  const Kind kind_;
  /// Its accesses and those of waiting_ are sequentially consistent: see Free().
  std::atomic<int64_t> owner_ = 0;
  /// The owner's alone.
  std::atomic<int32_t> count_ = 0;
  std::atomic<int32_t> waiting_ = 0;
  std::mutex mutex_;
  std::condition_variable released_;
};

}  // namespace selectors_ts::core
