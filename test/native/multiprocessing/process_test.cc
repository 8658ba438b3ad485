/*
Starting processes and seeing their end, from any thread.

g++ -std=c++20 -Wall -Wextra -Inative -Itest/native test/native/multiprocessing/process_test.cc \
  native/core/multiprocessing/posix/process.cc native/core/multiprocessing/posix/spawn.cc \
  native/core/select/watcher.cc native/core/select/posix/watcher_thread.cc \
  native/core/select/posix/poll.cc native/core/base/posix/descriptor.cc \
  native/core/base/bsd/waker.cc -pthread -o /tmp/process_test && /tmp/process_test
*/
#include "core/multiprocessing/process.h"

#include <fcntl.h>
#include <sys/wait.h>

#include <csignal>
#include <limits>
#include <thread>
#include <vector>

#include "check.h"
#include "core/multiprocessing/children.h"

using namespace selectors_ts::core;
using namespace selectors_ts::test;

namespace {

constexpr double kForEver_ms = std::numeric_limits<double>::infinity();

/// Runs a script that has the link as 3.
std::shared_ptr<Process> Start(const char* script, bool is_daemon = false) {
  Ends ends = Socketpair();
  CHECK(static_cast<bool>(SetCloseOnExec(ends.first.get())));
  CHECK(static_cast<bool>(SetCloseOnExec(ends.second.get())));
  Result<int> pid = Spawn({"/bin/sh", {"sh", "-c", script}, {"A=b"}, {ends.second.get()}});
  CHECK(static_cast<bool>(pid));
  return std::make_shared<Process>(*pid, std::move(ends.first), is_daemon);
}

bool EndsWith(Process& process, bool signalled, int number) {
  Result<std::optional<ProcessEnd>> end = process.Await(kForEver_ms);
  return end && *end && (*end)->signalled == signalled && (*end)->number == number;
}

void TellsHowItHasEnded() {
  CHECK(EndsWith(*Start("exit 7"), false, 7));
  CHECK(EndsWith(*Start("kill -9 $$"), true, SIGKILL));
  CHECK(EndsWith(*Start("test \"$A\" = b && ! read line && exit 9"), false, 9));
}

void WaitsNoLongerThanItIsTold() {
  const auto process = Start("read line <&3");
  CHECK(!process->Poll());
  Result<std::optional<ProcessEnd>> end = process->Await(1);
  CHECK(end && !*end);
  CHECK(static_cast<bool>(process->Signal(SIGTERM)));
  CHECK(EndsWith(*process, true, SIGTERM));
  CHECK(static_cast<bool>(process->Signal(SIGTERM)));
}

void WaitsOnWhenTheLinkIsClosed() {
  const auto process = Start("exec 3>&-; kill -STOP $$; exit 3");
  siginfo_t stopped{};
  CHECK(::waitid(P_PID, static_cast<id_t>(process->pid()), &stopped, WSTOPPED) == 0);
  Result<std::optional<ProcessEnd>> end = process->Await(5);
  CHECK(end && !*end);
  CHECK(static_cast<bool>(process->Signal(SIGCONT)));
  CHECK(EndsWith(*process, false, 3));
}

void IsReapedByWhomeverAsksFirst() {
  const auto process = Start("exit 4");
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back([&] { CHECK(EndsWith(*process, false, 4)); });
  for (std::thread& thread : threads) thread.join();
  CHECK(::waitpid(process->pid(), nullptr, WNOHANG) < 0 && errno == ECHILD);
}

void HasAnEndEvenIfSomebodyElseReapsIt() {
  const auto process = Start("exit 4");
  CHECK(::waitpid(process->pid(), nullptr, 0) == process->pid());
  CHECK(EndsWith(*process, false, 255));
}

void InheritsWhatItIsGivenAndNothingElse() {
  Ends pipe = Pipe();
  CHECK(static_cast<bool>(SetCloseOnExec(pipe.first.get())));
  CHECK(static_cast<bool>(SetCloseOnExec(pipe.second.get())));
  // Numbers that stand in each other's way.
  const std::vector<int> descriptors{pipe.second.get(), pipe.first.get(), pipe.second.get()};
  const char* script =
      "echo text >&5; read line <&4; test \"$line\" = text && ! { true >&6; } 2>&-";
  Result<int> pid = Spawn({"/bin/sh", {"sh", "-c", script}, {}, descriptors});
  CHECK(static_cast<bool>(pid));
  int status = 0;
  CHECK(::waitpid(*pid, &status, 0) == *pid);
  CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

void SaysWhyItCannotStart() {
  CHECK(FailsWith(Spawn({"/nowhere/sh", {"sh"}, {}, {}}), ENOENT, "posix_spawn"));
  CHECK(FailsWith(Spawn({"/dev/null", {"sh"}, {}, {}}), EACCES, "posix_spawn"));
  CHECK(FailsWith(Spawn({"/bin/sh", {"sh"}, {}, {ClosedNumber()}}), EBADF, "fcntl"));
}

void KnowsThoseThatRun() {
  Children children;
  const auto daemon = Start("read line <&3", true);
  const auto other = Start("read line <&3");
  children.Add(daemon);
  children.Add(other);
  CHECK(children.Running(true) == std::vector{daemon});
  CHECK(children.Running(false) == std::vector{other});
  CHECK(static_cast<bool>(other->Signal(SIGKILL)));
  CHECK(EndsWith(*other, true, SIGKILL));
  CHECK(children.Running(false).empty());
  CHECK(static_cast<bool>(daemon->Signal(SIGKILL)));
  CHECK(EndsWith(*daemon, true, SIGKILL));
  CHECK(children.Running(true).empty());
}

void DiesWithItsPeer() {
  Ends ends = Socketpair();
  const pid_t pid = ::fork();
  CHECK(pid >= 0);
  if (pid == 0) {
    Shut(ends.first);
    auto watcher = DieWithPeer(ends.second.get());
    CHECK(static_cast<bool>(watcher));
    for (;;) ::pause();
  }
  Shut(ends.first);
  int status = 0;
  CHECK(::waitpid(pid, &status, 0) == pid);
  CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

}  // namespace

int main() {
  TellsHowItHasEnded();
  WaitsNoLongerThanItIsTold();
  WaitsOnWhenTheLinkIsClosed();
  IsReapedByWhomeverAsksFirst();
  HasAnEndEvenIfSomebodyElseReapsIt();
  InheritsWhatItIsGivenAndNothingElse();
  SaysWhyItCannotStart();
  KnowsThoseThatRun();
  DiesWithItsPeer();
  std::puts("process: ok");
}
