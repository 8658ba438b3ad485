#include "core/select/watcher.h"

#include <pthread.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <system_error>
#include <utility>

namespace selectors_ts::core {

namespace {

/// Keeps signals from threads that are made meanwhile: they are for those that handle them.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    sigfillset(&all);  // A macro on macOS.
    ::pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;
  ~SignalsBlocked() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_;
};

/// As poll(2) takes it.
int LeftMs(Deadline until) {
  if (until == Deadline::max()) return -1;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
  return static_cast<int>(std::max<int64_t>(0, left.count()));
}

}  // namespace

Result<std::unique_ptr<Watcher>> Watcher::Create(std::function<void()> on_ready) {
  Result<Waker> waker = Waker::Create();
  if (!waker) return waker.error();
  std::unique_ptr<Watcher> watcher(new Watcher(std::move(*waker), std::move(on_ready)));
  const SignalsBlocked blocked;
  try {
    watcher->thread_ = std::thread(&Watcher::Run, watcher.get());
  } catch (const std::system_error& error) {
    return Error{error.code().value(), "pthread_create"};
  }
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

void Watcher::Watch(std::vector<pollfd> descriptors, Deadline until) {
  {
    const std::lock_guard guard(mutex_);
    next_ = std::move(descriptors);
    next_until_ = until;
    is_new_ = true;
  }
  waker_.Wake();
}

bool Watcher::TakeOver(std::vector<pollfd>& descriptors, Deadline& until) {
  const std::lock_guard guard(mutex_);
  if (is_new_) {
    descriptors = std::exchange(next_, {});
    descriptors.push_back({waker_.fd(), POLLIN, 0});
    until = next_until_;
    is_new_ = false;
  }
  return !is_over_;
}

void Watcher::Run() {
  const pollfd waker{waker_.fd(), POLLIN, 0};
  std::vector polled{waker};
  Deadline until = Deadline::max();
  while (TakeOver(polled, until)) {
    const auto size = static_cast<nfds_t>(polled.size());
    const int count = ::poll(polled.data(), size, LeftMs(until));
    if (polled.back().revents != 0) {
      // What else is ready may be of no interest any more, and is found again if it is.
      waker_.Drain();
    } else if (count != 0 || Clock::now() >= until) {
      // It cannot be interrupted; another failure, such as ENOMEM, the waiting call is to find.
      polled.assign(1, waker);
      until = Deadline::max();
      on_ready_();
    }
  }
}

}  // namespace selectors_ts::core
