#include "core/multiprocessing/system.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <ctime>

#include "core/base/deadline.h"
#include "core/select/poll.h"

namespace selectors_ts::core {

namespace {

using std::chrono::nanoseconds;
using namespace std::chrono_literals;

/// What asyncio reports, too, for a child that somebody else has reaped.
constexpr ProcessEnd kUnknown{false, 255};

Status Sleep(nanoseconds duration) {
  const timespec pause{static_cast<time_t>(duration / 1s),
                       static_cast<long>((duration % 1s).count())};
  return DoneOrError(::nanosleep(&pause, nullptr), "nanosleep");
}

}  // namespace

std::optional<ProcessEnd> Process::PollLocked() {
  if (end_) return end_;
  int status = 0;
  const pid_t reaped = ::waitpid(pid_, &status, WNOHANG);
  if (reaped < 0 && errno == ECHILD) end_ = kUnknown;
  if (reaped == pid_ && WIFEXITED(status)) end_ = {false, WEXITSTATUS(status)};
  if (reaped == pid_ && WIFSIGNALED(status)) end_ = {true, WTERMSIG(status)};
  return end_;
}

std::optional<ProcessEnd> Process::Poll() {
  const std::lock_guard guard(mutex_);
  return PollLocked();
}

Result<std::optional<ProcessEnd>> Process::Await(double timeout_ms) {
  const Deadline deadline = After(timeout_ms);
  std::array polled{ToRead(sentinel())};
  Result<int> ready = WaitPoll(polled, LeftMs(deadline));
  if (!ready) return ready.error();

  // Its descriptors have ended, itself it does microseconds later. (If it has closed that one on
  // purpose, it may take its time: no system call waits for one child with a time-out.)
  for (nanoseconds pause = 50us;; pause = std::min<nanoseconds>(2 * pause, 10ms)) {
    const std::optional<ProcessEnd> end = Poll();
    const nanoseconds left = deadline - Clock::now();
    if (end || left <= 0ns) return end;
    const Status slept = Sleep(std::min(pause, left));
    if (!slept) return slept.error();
  }
}

Status Process::Signal(int signal) {
  const std::lock_guard guard(mutex_);
  if (PollLocked()) return Done();
  return DoneOrError(::kill(pid_, signal), "kill");
}

Status Process::Terminate() {
  return Signal(SIGTERM);
}

Result<std::unique_ptr<Watcher>> DieWithPeer(int fd) {
  auto watcher = Watcher::Create([] { ::kill(::getpid(), SIGKILL); });
  if (watcher) (*watcher)->Watch({ToRead(fd)});
  return watcher;
}

}  // namespace selectors_ts::core
