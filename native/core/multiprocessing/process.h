// Child processes: posix_spawn(3), waitpid(2), kill(2).
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/base/unique_fd.h"
#include "core/select/watcher.h"

namespace selectors_ts::core {

struct Program {
  /// A path.
  std::string file;
  /// The first is the program's own name.
  std::vector<std::string> arguments;
  /// NAME=value.
  std::vector<std::string> environment;
  /// What it inherits as 3, 4, 5 …; as 1 and 2 it has ours, as 0 nothing to read.
  std::vector<int> descriptors;
};

/// Starts a program, and returns the number of its process, which has every signal as it is by
/// default. Fails as fork(2) and execve(2) do.
Result<int> Spawn(const Program& program);

/// How a process has ended.
struct ProcessEnd {
  /// Whether by a signal.
  bool signalled;
  /// The signal, or the exit code.
  int number;
};

/// A child of this process. It may be used by any thread; whoever asks first after its end reaps
/// it.
class Process {
 public:
  /// @param sentinel its peer is in the process alone, so that it is at its end when the process is
  Process(int pid, UniqueFd sentinel, bool is_daemon)
      : pid_(pid), sentinel_(std::move(sentinel)), is_daemon_(is_daemon) {}

  int pid() const { return pid_; }
  int sentinel() const { return sentinel_.get(); }
  bool is_daemon() const { return is_daemon_; }

  /// How it has ended, if it has.
  std::optional<ProcessEnd> Poll();

  /// The same, but waits for it. Fails with EINTR if a signal has come.
  Result<std::optional<ProcessEnd>> Await(double timeout_ms);

  /// Does nothing once it has ended: its number may be another's by then.
  Status Signal(int signal);
  /// The same with the signal that asks it to end: SIGTERM.
  Status Terminate();

 private:
  std::optional<ProcessEnd> PollLocked();

  const int pid_;
  const UniqueFd sentinel_;
  const bool is_daemon_;
  std::mutex mutex_;
  std::optional<ProcessEnd> end_;
};

/// Has this process killed when the peer of a connected socket, on which nothing comes any more, is
/// gone: at once and by SIGKILL, since there is nobody left to wait for more, and a thread that
/// computes or blocks would not come to handle anything else.
Result<std::unique_ptr<Watcher>> DieWithPeer(int fd);

}  // namespace selectors_ts::core
