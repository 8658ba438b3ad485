// A global interpreter lock by the algorithm of CPython's Python/ceval_gil.c: a thread that waits
// for it asks the holder to give it up after the switch interval, and the holder that does so waits
// until another thread has taken it.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <vector>

#include "core/base/deadline.h"
#include "core/base/ticks.h"
#include "core/threading/thread.h"

namespace selectors_ts::core {

class Gil {
 public:
  enum class Why { kReleased, kBlocked, kForced };

  /// What one thread has had of a Gil; written to by that thread alone.
  struct Account {
    Account(int64_t thread_ident, std::shared_ptr<Thread> its_thread)
        : ident(thread_ident), thread(std::move(its_thread)) {}

    const int64_t ident;
    const std::shared_ptr<Thread> thread;
    std::atomic<int64_t> acquisitions = 0;
    std::atomic<int64_t> forced_switches = 0;
    std::atomic<int64_t> voluntary_switches = 0;
    std::atomic<int64_t> held_ticks = 0;
    std::atomic<int64_t> waited_ticks = 0;
    /// 0 while it does not hold the Gil.
    std::atomic<int64_t> taken_at_ticks = 0;
    bool left = false;
  };

  enum class Happening { kWanted, kTaken, kReleased, kBlocked, kForced, kGaveUpWaiting };

  struct TraceEvent {
    int64_t ticks;
    int64_t ident;
    Happening happening;
  };

  /// The account of a thread, which stays where it is until the thread leaves.
  Account& Join(int64_t ident, const std::shared_ptr<Thread>& thread);
  /// The thread is about to end. Its account stays for others to see, unless there are many such.
  void Leave(Account& me);

  /// Returns whether the thread has the Gil now.
  ///
  /// @param again the thread goes on with a wait that a slice's end has cut short
  bool Take(Account& me, Deadline deadline, bool again);
  /// Takes it if it is free and nobody waits for it.
  bool TryTake(Account& me);
  /// To be called by the holder. Waits until another thread has taken it, if one has asked.
  void Drop(Account& me, Why why);
  /// To be called by the holder: whether another thread waits for it.
  bool Wanted();

  /// Whether any thread holds it.
  bool locked() const { return holder_.load() != nullptr; }

  int64_t switch_interval_ns() const { return switch_interval_ns_.load(); }
  void set_switch_interval_ns(int64_t interval_ns) { switch_interval_ns_.store(interval_ns); }

  /// Not 0 while a thread asks the holder to give it up. Read by JavaScript, in place.
  std::atomic<int32_t>& drop_request() { return drop_request_; }

  /// A moment long enough ago to tell the rate of the ticks by.
  Moment made_at() const { return made_at_; }

  /// Calls back with each account; the first is what all threads have had that are forgotten.
  template <typename Function>
  void ForEachAccount(Function function) {
    const std::lock_guard guard(mutex_);
    for (const Account& account : accounts_) function(account);
  }

  /// Records what happens from now on. False if that is done already.
  bool StartTrace();
  /// What has happened since.
  std::vector<TraceEvent> StopTrace();

 private:
  /// More than anybody looks at; a trace that is never stopped ends there.
  static constexpr size_t kLongestTrace = 1'000'000;
  static constexpr size_t kMostAccountsLeft = 1'000;

  void ForgetOne();
  Clock::duration Interval() const { return std::chrono::nanoseconds(switch_interval_ns_.load()); }
  /// Takes it if it is free.
  bool Seize(Account& me);
  /// These expect the mutex to be held.
  bool WaitAndSeize(std::unique_lock<std::mutex>& lock, Account& me, Deadline deadline);
  void Taken(const Account& me);
  void Record(const Account& me, Happening happening);

  std::atomic<Account*> holder_ = nullptr;
  std::atomic<int32_t> drop_request_ = 0;
  std::atomic<int32_t> waiting_ = 0;
  /// The holder before this one, or this one. The holder's alone, like the next.
  std::atomic<Account*> last_holder_ = nullptr;
  Why last_drop_ = Why::kReleased;
  std::atomic<int64_t> switches_ = 0;
  std::atomic<bool> tracing_ = false;
  std::atomic<int64_t> switch_interval_ns_ = 5'000'000;

  std::mutex mutex_;
  std::condition_variable dropped_;
  std::condition_variable taken_;
  /// When the holder is to be asked, if somebody waits.
  Deadline ask_at_;
  std::list<Account> accounts_;
  size_t left_ = 0;
  std::vector<TraceEvent> trace_;
  const Moment made_at_ = Moment::Now();
};

}  // namespace selectors_ts::core
