#include "core/threading/gil.h"

#include <algorithm>
#include <utility>

namespace selectors_ts::core {

namespace {

/// Of a count that one thread alone writes to: cheaper than an atomic addition.
void Add(std::atomic<int64_t>& count, int64_t more) {
  count.store(count.load(std::memory_order_relaxed) + more, std::memory_order_relaxed);
}

Gil::Happening HappeningOf(Gil::Why why) {
  switch (why) {
    case Gil::Why::kBlocked:
      return Gil::Happening::kBlocked;
    case Gil::Why::kForced:
      return Gil::Happening::kForced;
    default:
      return Gil::Happening::kReleased;
  }
}

}  // namespace

Gil::Account& Gil::Join(int64_t ident, const std::shared_ptr<Thread>& thread) {
  const std::lock_guard guard(mutex_);
  if (accounts_.empty()) accounts_.emplace_back(0, nullptr);
  return accounts_.emplace_back(ident, thread);
}

void Gil::Leave(Account& me) {
  const std::lock_guard guard(mutex_);
  me.left = true;
  if (++left_ > kMostAccountsLeft) ForgetOne();
}

void Gil::ForgetOne() {
  const auto oldest = std::find_if(
      accounts_.begin(), accounts_.end(),
      [this](const Account& account) { return account.left && &account != last_holder_; });
  if (oldest == accounts_.end()) return;
  Account& forgotten = accounts_.front();
  Add(forgotten.acquisitions, oldest->acquisitions);
  Add(forgotten.forced_switches, oldest->forced_switches);
  Add(forgotten.voluntary_switches, oldest->voluntary_switches);
  Add(forgotten.held_ticks, oldest->held_ticks);
  Add(forgotten.waited_ticks, oldest->waited_ticks);
  accounts_.erase(oldest);
  --left_;
}

bool Gil::TryTake(Account& me) {
  if (waiting_ > 0 || !Seize(me)) return false;
  if (waiting_ > 0 || tracing_) {
    const std::lock_guard guard(mutex_);
    Taken(me);
  }
  return true;
}

bool Gil::Take(Account& me, Deadline deadline, bool again) {
  const int64_t since_ticks = Ticks();
  std::unique_lock lock(mutex_);
  Record(me, Happening::kWanted);
  // The interval begins with the first to wait; a slice's end does not begin it anew.
  if (waiting_ == 0 && !again) {
    ask_at_ = Clock::now() + Interval();
    // One may be left from somebody whose time was up.
    drop_request_ = 0;
  }
  ++waiting_;
  const bool taken = WaitAndSeize(lock, me, deadline);
  --waiting_;
  Add(me.waited_ticks, Ticks() - since_ticks);
  if (taken) {
    Taken(me);
  } else {
    Record(me, Happening::kGaveUpWaiting);
    // Whoever gave it up need not wait for this thread any more.
    taken_.notify_all();
  }
  return taken;
}

bool Gil::WaitAndSeize(std::unique_lock<std::mutex>& lock, Account& me, Deadline deadline) {
  while (!Seize(me)) {
    const Deadline now = Clock::now();
    if (now >= deadline) return false;
    if (now >= ask_at_) {
      drop_request_ = 1;
      ask_at_ = now + Interval();
    }
    dropped_.wait_until(lock, std::min(deadline, ask_at_));
  }
  return true;
}

void Gil::Taken(const Account& me) {
  Record(me, Happening::kTaken);
  drop_request_ = 0;
  if (waiting_ > 0) ask_at_ = Clock::now() + Interval();
  taken_.notify_all();
}

bool Gil::Seize(Account& me) {
  Account* nobody = nullptr;
  if (!holder_.compare_exchange_strong(nobody, &me)) return false;
  me.taken_at_ticks.store(Ticks(), std::memory_order_relaxed);
  Add(me.acquisitions, 1);
  Account* const last = last_holder_.load(std::memory_order_relaxed);
  if (last == &me) return true;

  if (last != nullptr) {
    (last_drop_ == Why::kForced ? last->forced_switches : last->voluntary_switches)
        .fetch_add(1, std::memory_order_relaxed);
  }
  // Whoever sees this may destroy the account of the last one.
  last_holder_.store(&me, std::memory_order_release);
  ++switches_;
  return true;
}

bool Gil::Wanted() {
  if (waiting_ > 0) return true;
  // Whoever asked has left.
  drop_request_ = 0;
  return false;
}

void Gil::Drop(Account& me, Why why) {
  last_drop_ = why;
  Add(me.held_ticks, Ticks() - me.taken_at_ticks.load(std::memory_order_relaxed));
  me.taken_at_ticks.store(0, std::memory_order_relaxed);

  if (waiting_ == 0 && !tracing_) {
    holder_.store(nullptr);
    // Somebody may have begun to wait in between. Sequentially consistent, as in Lock::Free():
    // Take() raises waiting_ and then looks at holder_.
    if (waiting_ == 0) return;
    const std::lock_guard guard(mutex_);
    dropped_.notify_one();
    return;
  }
  std::unique_lock lock(mutex_);
  Record(me, HappeningOf(why));
  const int64_t switches = switches_;
  holder_.store(nullptr);
  const bool asked = drop_request_ != 0;
  // Whoever wakes up wants the mutex at once.
  lock.unlock();
  dropped_.notify_one();
  if (!asked) return;
  lock.lock();
  taken_.wait(lock, [&] { return switches_ != switches || waiting_ == 0; });
}

bool Gil::StartTrace() {
  const std::lock_guard guard(mutex_);
  if (tracing_) return false;
  trace_.clear();
  tracing_ = true;
  return true;
}

std::vector<Gil::TraceEvent> Gil::StopTrace() {
  const std::lock_guard guard(mutex_);
  tracing_ = false;
  return std::exchange(trace_, {});
}

void Gil::Record(const Account& me, Happening happening) {
  if (tracing_ && trace_.size() < kLongestTrace) trace_.push_back({Ticks(), me.ident, happening});
}

}  // namespace selectors_ts::core
