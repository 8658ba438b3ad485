#include "core/process.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <ctime>

namespace selectors_ts::core {

namespace {

using std::chrono::nanoseconds;
using std::chrono::steady_clock;
using namespace std::chrono_literals;

Result<std::optional<ProcessEnd>> PeekProcessEnd(pid_t pid) {
  // POSIX leaves it as it was, or all zero, when there is nothing to say.
  siginfo_t info{};
  if (::waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOHANG | WNOWAIT) < 0) {
    return LastError("waitid");
  }
  if (info.si_pid == 0) return std::optional<ProcessEnd>();
  return std::optional(ProcessEnd{info.si_code != CLD_EXITED, info.si_status});
}

Status Sleep(nanoseconds duration) {
  const timespec pause{duration / 1s, (duration % 1s).count()};
  return DoneOrError(::nanosleep(&pause, nullptr), "nanosleep");
}

}  // namespace

Result<std::optional<ProcessEnd>> AwaitProcessEnd(pid_t pid, int timeout_ms) {
  const auto deadline = steady_clock::now() + std::chrono::milliseconds(timeout_ms);
  // No system call waits for one child with a time-out. This is for the moment between its
  // descriptors' end, which can be waited for, and its own.
  for (nanoseconds pause = 50us;; pause = std::min<nanoseconds>(2 * pause, 10ms)) {
    auto ended = PeekProcessEnd(pid);
    if (!ended || *ended) return ended;
    const nanoseconds left = deadline - steady_clock::now();
    if (left <= 0ns) return ended;
    if (Status slept = Sleep(std::min(pause, left)); !slept) return slept.error();
  }
}

Result<std::unique_ptr<Watcher>> DieWithPeer(int fd) {
  auto watcher = Watcher::Create([] { ::kill(::getpid(), SIGKILL); });
  if (watcher) (*watcher)->Watch({{fd, POLLIN, 0}});
  return watcher;
}

}  // namespace selectors_ts::core
