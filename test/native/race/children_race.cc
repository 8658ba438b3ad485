/*
Records of child processes: everybody sees the same end, and nobody signals or reaps another's.

g++ -std=c++20 -g -O1 -fsanitize=thread -Wall -Wextra -pthread -Inative -Itest/native \
  test/native/race/children_race.cc native/core/multiprocessing/posix/process.cc \
  native/core/multiprocessing/posix/spawn.cc native/core/select/watcher.cc \
  native/core/select/posix/watcher_thread.cc native/core/select/posix/poll.cc \
  native/core/base/posix/descriptor.cc native/core/base/linux/waker.cc -o /tmp/children_race && \
  /tmp/children_race
*/
#include "core/multiprocessing/children.h"

#include <csignal>

#include "race.h"

using namespace selectors_ts::core;
using namespace selectors_ts::test;

namespace {

constexpr int kThreads = 3;

/// Reads from its link, and ends when that does: as a child whose parent has gone.
std::shared_ptr<Process> StartOne(Random& random, UniqueFd& link, int code) {
  Ends sentinel = Socketpair();
  Ends ends = Socketpair();
  for (Ends* const pair : {&sentinel, &ends}) {
    CHECK(static_cast<bool>(SetCloseOnExec(pair->first.get())));
    CHECK(static_cast<bool>(SetCloseOnExec(pair->second.get())));
  }
  const std::string script = "read line <&4; exit " + std::to_string(code);
  Result<int> pid =
      Spawn({"/bin/sh", {"sh", "-c", script}, {}, {sentinel.second.get(), ends.second.get()}});
  CHECK(static_cast<bool>(pid));
  link = std::move(ends.first);
  return std::make_shared<Process>(*pid, std::move(sentinel.first), random.OneIn(2));
}

std::optional<ProcessEnd> EndOf(Process& process, Random& random) {
  for (;;) {
    Result<std::optional<ProcessEnd>> end = process.Await(random.Below(3));
    CHECK(static_cast<bool>(end));
    if (*end) return *end;
    // One that looks and goes, as a thread that ends.
    if (random.OneIn(3)) return process.Poll();
  }
}

bool IsThere(const std::shared_ptr<Process>& process) {
  const auto running = Children::All().Running(process->is_daemon());
  return std::find(running.begin(), running.end(), process) != running.end();
}

void Round(Random& random) {
  const int code = 1 + random.Below(100);
  InThreads(random, 2, 1, [&](Random& its_starter, int64_t) {
    UniqueFd link;
    const auto process = StartOne(its_starter, link, code);
    Children::All().Add(process);
    CHECK(IsThere(process) && Children::All().NextNumber() > 0);
    InThreads(its_starter, kThreads, 1, [&](Random& its, int64_t ident) {
      const bool is_killed = its.OneIn(3);
      if (is_killed) CHECK(static_cast<bool>(process->Signal(SIGKILL)));
      if (ident == 1 && !is_killed) Shut(link);
      const std::optional<ProcessEnd> end = EndOf(*process, its);
      if (end) CHECK(end->number == (end->signalled ? SIGKILL : code));
      if (end) CHECK(!IsThere(process) && process->Poll()->number == end->number);
      Children::All().DropEnded();
    });
    CHECK(static_cast<bool>(process->Signal(SIGKILL)));
    while (!*process->Await(kForEver_ms)) continue;
    CHECK(!IsThere(process) && static_cast<bool>(process->Signal(SIGKILL)));
  });
}

}  // namespace

int main(int argc, char** argv) {
  return Race(argc, argv, Round);
}
