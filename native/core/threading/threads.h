// The threads that have been started and not finished: what threading.enumerate() lists.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <utility>
#include <vector>

#include "core/base/shared_objects.h"
#include "core/threading/thread.h"

namespace selectors_ts::core {

class Threads {
 public:
  /// Those of the process.
  static Threads& All() {
    static Threads all;
    return all;
  }

  /// False if it was started before.
  bool Start(int64_t ident, const std::shared_ptr<Thread>& thread,
             std::vector<std::shared_ptr<void>> carried) {
    const std::lock_guard guard(mutex_);
    if (!thread->Start(std::move(carried))) return false;
    alive_.emplace(ident, Entry{thread, kNone});
    return true;
  }

  /// A nursery's workers end with it. Returns its number, which is not 0.
  int32_t OpenNursery() {
    const std::lock_guard guard(mutex_);
    nurseries_.insert(++last_nursery_);
    return last_nursery_;
  }

  /// Says that the thread is to be a worker of this nursery. False if there is no such nursery any
  /// more.
  bool Entrust(int64_t ident, int32_t nursery) {
    const std::lock_guard guard(mutex_);
    if (!nurseries_.contains(nursery)) return false;
    const auto found = alive_.find(ident);
    if (found != alive_.end()) found->second.nursery = nursery;
    return true;
  }

  /// It takes no more, and is about to end.
  void ShutNursery(int32_t nursery) {
    const std::lock_guard guard(mutex_);
    nurseries_.erase(nursery);
  }

  /// Finishes the threads that were entrusted to it, also those that it has not heard of yet.
  void CloseNursery(int32_t nursery) {
    std::vector<std::shared_ptr<Thread>> finished;
    {
      const std::lock_guard guard(mutex_);
      nurseries_.erase(nursery);
      std::erase_if(alive_, [&](auto& entry) {
        if (entry.second.nursery != nursery) return false;
        finished.push_back(std::move(entry.second.thread));
        return true;
      });
    }
    for (const auto& thread : finished) thread->Finish();
  }

  /// However often it is called, and by whom.
  void Finish(int64_t ident) {
    // Let go of after the lock: the destructor may take its time.
    std::shared_ptr<Thread> finished;
    {
      const std::lock_guard guard(mutex_);
      const auto found = alive_.find(ident);
      if (found == alive_.end()) return;
      finished = std::move(found->second.thread);
      alive_.erase(found);
    }
    finished->Finish();
  }

  /// The main thread, known before it has any use for this.
  std::pair<std::shared_ptr<Thread>, int64_t> Main() {
    static const auto main = [this] {
      auto named = SharedObjects::All().Make<Thread>(Thread::Kind::kMain, "MainThread", false);
      Start(named.second, named.first, {});
      return named;
    }();
    return main;
  }

  /// For the names of new ones: 1, 2, 3 …
  int32_t NextNumber() { return ++last_number_; }

  /// In the order in which they were made.
  std::vector<int64_t> Alive() {
    const std::lock_guard guard(mutex_);
    std::vector<int64_t> idents;
    for (const auto& [ident, thread] : alive_) idents.push_back(ident);
    return idents;
  }

 private:
  static constexpr int32_t kNone = 0;

  struct Entry {
    std::shared_ptr<Thread> thread;
    int32_t nursery;
  };

  // Made before this, and so destroyed after it: what is let go of here is forgotten there.
  Threads() { (void)SharedObjects::All(); }

  std::mutex mutex_;
  std::atomic<int32_t> last_number_ = 0;
  int32_t last_nursery_ = kNone;
  std::set<int32_t> nurseries_;
  std::map<int64_t, Entry> alive_;
};

}  // namespace selectors_ts::core
