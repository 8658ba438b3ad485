// A thread in a call that blocks.
#pragma once

#include <pthread.h>
#include <sys/syscall.h>

#include <atomic>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "row.h"

namespace kqueue_standin::rows {

class Blocked {
 public:
  explicit Blocked(std::function<void()> call)
      : thread_([this, call = std::move(call)] {
          thread_id_ = static_cast<pid_t>(::syscall(SYS_gettid));
          call();
          returned_ = true;
        }) {}

  /// Until the kernel says that the thread is in this system call, or until it has returned.
  void AwaitAsleepIn(long system_call) const {
    const std::string asleep = std::to_string(system_call) + " ";
    std::string line;
    while (line.rfind(asleep, 0) != 0 && !returned_) {
      std::ifstream status("/proc/self/task/" + std::to_string(thread_id_) + "/syscall");
      std::getline(status, line);
    }
  }

  bool returned() const { return returned_; }
  void Signal(int signal) { ::pthread_kill(thread_.native_handle(), signal); }
  void Join() { thread_.join(); }

 private:
  std::atomic<pid_t> thread_id_{0};
  std::atomic<bool> returned_{false};
  std::thread thread_;
};

struct Outcome {
  int count = 0;
  int error = 0;
  struct kevent event {};
};

/// A thread in one kevent(2) call without a time-out, asleep in it.
class Waiting {
 public:
  explicit Waiting(int kq, std::vector<struct kevent> changes = {})
      : blocked_([this, kq, changes = std::move(changes)] {
          outcome_.count = ::kevent(kq, changes.data(), static_cast<int>(changes.size()),
                                    &outcome_.event, 1, nullptr);
          outcome_.error = errno;
        }) {
    // What the stand-in waits with.
    blocked_.AwaitAsleepIn(SYS_ppoll);
  }

  bool returned() const { return blocked_.returned(); }
  void Signal(int signal) { blocked_.Signal(signal); }
  const Outcome& Join() {
    blocked_.Join();
    return outcome_;
  }

 private:
  Outcome outcome_;
  Blocked blocked_;
};

}  // namespace kqueue_standin::rows
