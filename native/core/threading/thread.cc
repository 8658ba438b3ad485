#include "core/threading/thread.h"

#include "core/threading/thread_id.h"

namespace selectors_ts::core {

std::string Thread::name() const {
  const std::lock_guard guard(mutex_);
  return name_;
}

void Thread::set_name(std::string name) {
  const std::lock_guard guard(mutex_);
  name_ = std::move(name);
}

bool Thread::daemon() const {
  const std::lock_guard guard(mutex_);
  return daemon_;
}

void Thread::set_daemon(bool daemon) {
  const std::lock_guard guard(mutex_);
  daemon_ = daemon;
}

Thread::State Thread::state() const {
  const std::lock_guard guard(mutex_);
  return state_;
}

int64_t Thread::native_id() const {
  const std::lock_guard guard(mutex_);
  return native_id_;
}

bool Thread::Start(std::vector<std::shared_ptr<void>> carried) {
  const std::lock_guard guard(mutex_);
  if (state_ != State::kUnstarted) return false;
  state_ = State::kStarted;
  carried_ = std::move(carried);
  return true;
}

void Thread::Run() {
  const std::lock_guard guard(mutex_);
  // It may be given up already, by whoever saw its worker fail.
  if (state_ == State::kFinished) return;
  state_ = State::kRunning;
  native_id_ = ThreadId();
  changed_.notify_all();
}

void Thread::Give(std::vector<UniqueFd> descriptors) {
  const std::lock_guard guard(mutex_);
  if (has_taken_) {
    for (UniqueFd& taken : descriptors) (void)taken.Release();
  } else if (state_ != State::kFinished) {
    given_ = std::move(descriptors);
  }
}

std::optional<std::vector<UniqueFd>> Thread::TakeGiven() {
  const std::lock_guard guard(mutex_);
  if (state_ == State::kFinished) return std::nullopt;
  has_taken_ = true;
  return std::exchange(given_, {});
}

void Thread::Finish() {
  // Destroyed after the mutex is released.
  std::vector<std::shared_ptr<void>> carried;
  std::vector<UniqueFd> given;
  const std::lock_guard guard(mutex_);
  state_ = State::kFinished;
  carried.swap(carried_);
  given.swap(given_);
  changed_.notify_all();
  for (const auto& waiting : wakers_) {
    if (const auto waker = waiting.lock()) waker->Wake();
  }
  wakers_.clear();
}

bool Thread::WaitUntilRunning(Deadline deadline) {
  return WaitFor(State::kRunning, deadline);
}

bool Thread::WaitUntilFinished(Deadline deadline) {
  return WaitFor(State::kFinished, deadline);
}

bool Thread::WaitFor(State state, Deadline deadline) {
  std::unique_lock lock(mutex_);
  return changed_.wait_until(lock, deadline, [&] { return state_ >= state; });
}

void Thread::WakeWhenFinished(const std::shared_ptr<Waker>& waker) {
  const std::lock_guard guard(mutex_);
  std::erase_if(wakers_, [](const std::weak_ptr<Waker>& waiting) { return waiting.expired(); });
  if (state_ == State::kFinished) {
    waker->Wake();
  } else {
    wakers_.push_back(waker);
  }
}

}  // namespace selectors_ts::core
