// A thread of JavaScript as the others see it: the main thread, or a worker.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/deadline.h"
#include "core/base/unique_fd.h"
#include "core/base/waker.h"

namespace selectors_ts::core {

class Thread {
 public:
  enum class State { kUnstarted, kStarted, kRunning, kFinished };

  /// A dummy is one that was not started as a Thread: a worker of Node's.
  enum class Kind { kThread, kMain, kDummy };

  Thread(Kind kind, std::string name, bool daemon)
      : kind_(kind), name_(std::move(name)), daemon_(daemon) {}

  Kind kind() const { return kind_; }

  std::string name() const;
  void set_name(std::string name);
  bool daemon() const;
  void set_daemon(bool daemon);
  State state() const;
  /// What the system calls the thread; 0 before it runs.
  int64_t native_id() const;

  /// False if it was started before.
  bool Start(std::vector<std::shared_ptr<void>> carried);
  /// To be called on the thread itself.
  void Run();

  /// Hands over descriptors that the thread's arguments name. They are closed if the thread
  /// finishes before it has taken them.
  void Give(std::vector<UniqueFd> descriptors);
  /// To be called on the thread itself, before it makes anything of its arguments. Returns what was
  /// given; what is given from now on is the thread's already. Nothing if the thread has been
  /// finished, which has closed them.
  std::optional<std::vector<UniqueFd>> TakeGiven();
  /// Lets those who wait for it go on. However often it is called, and by whom.
  void Finish();

  /// Both return whether it has got that far.
  bool WaitUntilRunning(Deadline deadline);
  bool WaitUntilFinished(Deadline deadline);

  /// Has the waker woken when the thread has finished, at once if it has already.
  void WakeWhenFinished(const std::shared_ptr<Waker>& waker);

 private:
  bool WaitFor(State state, Deadline deadline);

  const Kind kind_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  State state_ = State::kUnstarted;
  std::string name_;
  bool daemon_;
  int64_t native_id_ = 0;
  /// Not owned: who waits for the thread may stop doing so.
  std::vector<std::weak_ptr<Waker>> wakers_;
  /// What the thread's arguments refer to, so that it is there when the thread asks for it.
  std::vector<std::shared_ptr<void>> carried_;
  std::vector<UniqueFd> given_;
  bool has_taken_ = false;
};

}  // namespace selectors_ts::core
