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

  /// A host's workers end with it. Returns its number, which is not 0.
  int32_t OpenHost() {
    const std::lock_guard guard(mutex_);
    hosts_.insert(++last_host_);
    return last_host_;
  }

  /// Says that the thread is to be a worker of this host. False if there is no such host any
  /// more.
  bool Assign(int64_t ident, int32_t host) {
    const std::lock_guard guard(mutex_);
    if (!hosts_.contains(host)) return false;
    const auto found = alive_.find(ident);
    if (found != alive_.end()) found->second.host = host;
    return true;
  }

  /// It takes no more, and is about to end.
  void ShutHost(int32_t host) {
    const std::lock_guard guard(mutex_);
    hosts_.erase(host);
  }

  /// Finishes the threads that were assigned to it, also those that it has not heard of yet.
  void CloseHost(int32_t host) {
    std::vector<std::shared_ptr<Thread>> finished;
    {
      const std::lock_guard guard(mutex_);
      hosts_.erase(host);
      std::erase_if(alive_, [&](auto& entry) {
        if (entry.second.host != host) return false;
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
    int32_t host;
  };

  // Made before this, and so destroyed after it: what is let go of here is forgotten there.
  Threads() { (void)SharedObjects::All(); }

  std::mutex mutex_;
  std::atomic<int32_t> last_number_ = 0;
  int32_t last_host_ = kNone;
  std::set<int32_t> hosts_;
  std::map<int64_t, Entry> alive_;
};

}  // namespace selectors_ts::core
