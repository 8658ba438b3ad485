// Python's threading.Barrier.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

#include "core/base/deadline.h"

namespace selectors_ts::core {

/// A wait is several calls: Enter() until there is a place, then Wait() until the others are there,
/// or EndAction() by the last. A thread that ends in between must say so by Abandon().
class Barrier {
 public:
  enum class Outcome {
    kNotYet,
    /// The others are to be waited for.
    kEntered,
    /// The last is to call its action, and then EndAction().
    kActing,
    kPassed,
    kBroken,
    /// The thread is in the midst of its action, and waits for itself.
    kReentrant,
  };

  struct Entry {
    Outcome outcome;
    /// From 0 to the number of parties, in the order in which they came.
    int32_t place;
  };

  /// @param timeout_ms what JavaScript waits for if it says nothing else
  Barrier(int32_t parties, double timeout_ms)
      : parties_(static_cast<size_t>(parties)), timeout_ms_(timeout_ms) {}

  int32_t parties() const { return static_cast<int32_t>(parties_); }
  double timeout_ms() const { return timeout_ms_; }

  /// While those of the last round are leaving, nobody may come in.
  ///
  /// @param acts whether this thread has an action, should it be the last
  Entry Enter(int64_t ident, bool acts, Deadline deadline) {
    std::unique_lock guard(mutex_);
    if (IsHere(ident)) return {Outcome::kReentrant, 0};
    const auto open = [this] { return state_ == State::kFilling || state_ == State::kBroken; };
    if (!changed_.wait_until(guard, deadline, open)) return {Outcome::kNotYet, 0};
    if (state_ == State::kBroken) return {Outcome::kBroken, 0};
    const auto place = static_cast<int32_t>(here_.size());
    here_.push_back(ident);
    if (here_.size() < parties_) return {Outcome::kEntered, place};
    if (acts) {
      state_ = State::kActing;
      return {Outcome::kActing, place};
    }
    Change(State::kDraining);
    return {Exit(ident), place};
  }

  /// @param gives_up whether the thread has no more time; it waits for an action to end all the
  /// same
  Outcome Wait(int64_t ident, Deadline deadline, bool gives_up) {
    std::unique_lock guard(mutex_);
    const auto over = [this] { return state_ != State::kFilling && state_ != State::kActing; };
    if (!changed_.wait_until(guard, deadline, over)) {
      if (state_ == State::kActing || !gives_up) return Outcome::kNotYet;
      Change(State::kBroken);
    }
    return Exit(ident);
  }

  /// @param succeeded whether the others may pass
  Outcome EndAction(int64_t ident, bool succeeded) {
    const std::lock_guard guard(mutex_);
    // Unless it has been reset or aborted meanwhile.
    if (state_ == State::kActing) Change(succeeded ? State::kDraining : State::kBroken);
    return Exit(ident);
  }

  void Reset() {
    const std::lock_guard guard(mutex_);
    if (here_.empty()) {
      Change(State::kFilling);
    } else if (state_ != State::kDraining) {
      Change(State::kResetting);
    }
  }

  void Abort() {
    const std::lock_guard guard(mutex_);
    Change(State::kBroken);
  }

  /// For a thread that ends: those whom it would have joined need not wait for it.
  void Abandon(int64_t ident) {
    const std::lock_guard guard(mutex_);
    if (!IsHere(ident)) return;
    if (state_ == State::kFilling || state_ == State::kActing) Change(State::kBroken);
    Exit(ident);
  }

  int32_t waiting() {
    const std::lock_guard guard(mutex_);
    const bool filling = state_ == State::kFilling || state_ == State::kActing;
    return filling ? static_cast<int32_t>(here_.size()) : 0;
  }

  bool broken() {
    const std::lock_guard guard(mutex_);
    return state_ == State::kBroken;
  }

 private:
  enum class State { kFilling, kActing, kDraining, kResetting, kBroken };

  bool IsHere(int64_t ident) const {
    return std::find(here_.begin(), here_.end(), ident) != here_.end();
  }

  void Change(State state) {
    state_ = state;
    changed_.notify_all();
  }

  /// The last to leave opens it again.
  Outcome Exit(int64_t ident) {
    const bool passed = state_ == State::kDraining;
    here_.erase(std::remove(here_.begin(), here_.end(), ident), here_.end());
    if (here_.empty() && state_ != State::kBroken) Change(State::kFilling);
    return passed ? Outcome::kPassed : Outcome::kBroken;
  }

  const size_t parties_;
  const double timeout_ms_;
  std::mutex mutex_;
  std::condition_variable changed_;
  State state_ = State::kFilling;
  /// Those in it, by ident.
  std::vector<int64_t> here_;
};

}  // namespace selectors_ts::core
