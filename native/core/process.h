// Child processes: waitid(2), and dying with the process at the other end of a socket.
#pragma once

#include <sys/types.h>

#include <memory>
#include <optional>

#include "core/result.h"
#include "core/watcher.h"

namespace selectors_ts::core {

/// How a process has ended.
struct ProcessEnd {
  /// Whether it was a signal.
  bool signalled;
  /// The signal, or the exit code.
  int number;
};

/// Waits for at most `timeout_ms` for a child to end, and leaves it to be reaped by whoever started
/// it. ECHILD once it is; EINTR if a signal has come.
Result<std::optional<ProcessEnd>> AwaitProcessEnd(pid_t pid, int timeout_ms);

/// Has this process killed when the peer of a connected socket, on which nothing comes any more, is
/// gone: at once and by SIGKILL, since there is nobody left to wait for more, and a thread that
/// computes or blocks would not come to handle anything else.
Result<std::unique_ptr<Watcher>> DieWithPeer(int fd);

}  // namespace selectors_ts::core
