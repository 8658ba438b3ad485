#include "core/select/watcher.h"

#include <utility>

#include "core/select/watcher_thread.h"

namespace selectors_ts::core {

Result<std::unique_ptr<Watcher>> Watcher::Create(std::function<void()> on_ready) {
  Result<Waker> waker = Waker::Create();
  if (!waker) return waker.error();
  std::unique_ptr<Watcher> watcher(new Watcher(std::move(*waker), std::move(on_ready)));
  Result<std::thread> thread = StartWatcherThread([run = watcher.get()] { run->Run(); });
  if (!thread) return thread.error();
  watcher->thread_ = std::move(*thread);
  return watcher;
}

Watcher::Watcher(Waker waker, std::function<void()> on_ready)
    : waker_(std::move(waker)), on_ready_(std::move(on_ready)) {}

Watcher::~Watcher() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard guard(mutex_);
    is_over_ = true;
  }
  waker_.Wake();
  thread_.join();
}

void Watcher::Watch(std::vector<PollEntry> descriptors, Deadline until) {
  {
    const std::lock_guard guard(mutex_);
    next_ = std::move(descriptors);
    next_until_ = until;
    is_new_ = true;
  }
  waker_.Wake();
}

bool Watcher::TakeOver(std::vector<PollEntry>& descriptors, Deadline& until) {
  const std::lock_guard guard(mutex_);
  if (is_new_) {
    descriptors = std::exchange(next_, {});
    descriptors.push_back(ToRead(waker_.fd()));
    until = next_until_;
    is_new_ = false;
  }
  return !is_over_;
}

void Watcher::Run() {
  const PollEntry waker = ToRead(waker_.fd());
  std::vector polled{waker};
  Deadline until = Deadline::max();
  while (TakeOver(polled, until)) {
    Result<int> count = WaitPoll(polled, LeftMs(until));
    if (polled.back().revents != 0) {
      // What else is ready may be of no interest any more, and is found again if it is.
      waker_.Drain();
    } else if (!count || *count != 0 || Clock::now() >= until) {
      // It cannot be interrupted; another failure, such as ENOMEM, the waiting call is to find.
      polled.assign(1, waker);
      until = Deadline::max();
      on_ready_();
    }
  }
}

}  // namespace selectors_ts::core
