// Python's threading.Condition: those that wait are notified in the order in which they came.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <utility>

#include "core/threading/lock.h"

namespace selectors_ts::core {

/// A wait is several calls: Enter(), then Wait() until it is notified or out of time, then Leave()
/// until the lock is back. Between them a thread keeps its place, however long its slices are; one
/// that ends there must say so by Abandon(). The lock is never waited for under the mutex.
class Condition {
 public:
  enum class Outcome { kNotYet, kTimedOut, kNotified };

  /// @param lock_number what the process knows the lock by
  Condition(std::shared_ptr<Lock> lock, int64_t lock_number)
      : lock_(std::move(lock)), lock_number_(lock_number) {}

  int64_t lock_number() const { return lock_number_; }

  /// Gives the lock up, and takes a place among those that wait. False if the thread does not own
  /// the lock.
  bool Enter(int64_t ident) {
    if (!lock_->OwnedBy(ident)) return false;
    const std::lock_guard guard(mutex_);
    Waiter& me = waiters_.emplace_back(ident);
    me.count = lock_->ReleaseAll(ident);
    return true;
  }

  /// Whether it has been notified.
  bool Wait(int64_t ident, Deadline deadline) {
    std::unique_lock guard(mutex_);
    const auto me = Find(ident);
    if (me == waiters_.end()) return false;
    return me->notified.wait_until(guard, deadline,
                                   [&] { return me->state == Waiter::State::kNotified; });
  }

  /// Ends the wait: what has not been notified by now will not be any more. The lock may take
  /// longer than the deadline; then this is to be called again.
  Outcome Leave(int64_t ident, Deadline deadline) {
    {
      const std::lock_guard guard(mutex_);
      const auto me = Find(ident);
      if (me == waiters_.end()) return Outcome::kTimedOut;
      if (me->state == Waiter::State::kWaiting) me->state = Waiter::State::kWithdrawn;
    }
    if (!lock_->Acquire(ident, deadline)) return Outcome::kNotYet;
    const std::lock_guard guard(mutex_);
    const auto me = Find(ident);
    lock_->Restore(me->count);
    const bool notified = me->state == Waiter::State::kNotified;
    waiters_.erase(me);
    return notified ? Outcome::kNotified : Outcome::kTimedOut;
  }

  /// For a thread that has left, and will never know: what it has is for the next.
  void Undo(int64_t ident, Outcome outcome) {
    (void)lock_->ReleaseAll(ident);
    const std::lock_guard guard(mutex_);
    if (outcome == Outcome::kNotified) NotifyFirst(1);
  }

  /// Wakes the first so many of those that wait now. False if the thread does not own the lock.
  bool Notify(int64_t ident, int32_t count) {
    if (!lock_->OwnedBy(ident)) return false;
    const std::lock_guard guard(mutex_);
    NotifyFirst(count);
    return true;
  }

  /// For a thread that ends, perhaps in the midst of a wait: what it was notified of is for the
  /// next.
  void Abandon(int64_t ident) {
    const std::lock_guard guard(mutex_);
    const auto me = Find(ident);
    if (me == waiters_.end()) return;
    const bool notified = me->state == Waiter::State::kNotified;
    waiters_.erase(me);
    if (notified) NotifyFirst(1);
  }

 private:
  struct Waiter {
    enum class State { kWaiting, kNotified, kWithdrawn };

    explicit Waiter(int64_t its_ident) : ident(its_ident) {}

    const int64_t ident;
    State state = State::kWaiting;
    /// How often it had acquired the lock.
    int32_t count = 0;
    std::condition_variable notified;
  };

  std::list<Waiter>::iterator Find(int64_t ident) {
    return std::find_if(waiters_.begin(), waiters_.end(),
                        [ident](const Waiter& waiter) { return waiter.ident == ident; });
  }

  void NotifyFirst(int32_t count) {
    for (Waiter& waiter : waiters_) {
      if (count <= 0) return;
      if (waiter.state != Waiter::State::kWaiting) continue;
      waiter.state = Waiter::State::kNotified;
      waiter.notified.notify_one();
      --count;
    }
  }

  const std::shared_ptr<Lock> lock_;
  const int64_t lock_number_;
  std::mutex mutex_;
  std::list<Waiter> waiters_;
};

}  // namespace selectors_ts::core
