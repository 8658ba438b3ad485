// A thread that waits for descriptors, with poll(2), and says so once when one of them is ready or
// the time is up.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "core/base/deadline.h"
#include "core/base/result.h"
#include "core/base/waker.h"
#include "core/select/poll.h"

namespace selectors_ts::core {

class Watcher {
 public:
  /// `on_ready` is called in the thread, at most once for each Watch().
  static Result<std::unique_ptr<Watcher>> Create(std::function<void()> on_ready);
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;
  /// Ends the thread, and waits for that.
  ~Watcher();

  /// In place of what was watched before, until a time within a day or for ever. `on_ready` may be
  /// on its way already.
  void Watch(std::vector<PollEntry> descriptors, Deadline until = Deadline::max());
  void Disarm() { Watch({}); }

 private:
  Watcher(Waker waker, std::function<void()> on_ready);
  void Run();
  /// Takes over what is new; false at the end.
  bool TakeOver(std::vector<PollEntry>& descriptors, Deadline& until);

  const Waker waker_;
  const std::function<void()> on_ready_;
  std::mutex mutex_;
  /// The next descriptors, if they are new. Guarded by the mutex, as the others.
  std::vector<PollEntry> next_;
  Deadline next_until_ = Deadline::max();
  bool is_new_ = false;
  bool is_over_ = false;
  std::thread thread_;
};

}  // namespace selectors_ts::core
