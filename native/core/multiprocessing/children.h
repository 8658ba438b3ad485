// The child processes that run, whichever thread has started them and whether it still runs.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "core/multiprocessing/process.h"

namespace selectors_ts::core {

class Children {
 public:
  /// Those of this process.
  static Children& All() {
    static Children all;
    return all;
  }

  /// For the names of new ones: 1, 2, 3 …
  int32_t NextNumber() { return ++last_number_; }

  void Add(std::shared_ptr<Process> process) {
    const std::lock_guard guard(mutex_);
    running_.push_back(std::move(process));
  }

  /// Those that do not run on without this process, or those that do.
  std::vector<std::shared_ptr<Process>> Running(bool are_daemons) {
    DropEnded();
    const std::lock_guard guard(mutex_);
    std::vector<std::shared_ptr<Process>> running;
    for (const auto& process : running_) {
      if (process->is_daemon() == are_daemons) running.push_back(process);
    }
    return running;
  }

  void DropEnded() {
    const std::lock_guard guard(mutex_);
    std::erase_if(running_, [](const auto& process) { return process->Poll().has_value(); });
  }

 private:
  std::mutex mutex_;
  std::vector<std::shared_ptr<Process>> running_;
  std::atomic<int32_t> last_number_ = 0;
};

}  // namespace selectors_ts::core
