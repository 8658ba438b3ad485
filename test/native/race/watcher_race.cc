/*
Watchers: one report for what is ready or has taken too long, and none after the end.

g++ -std=c++20 -g -O1 -fsanitize=thread -Wall -Wextra -pthread -Inative -Itest/native \
  test/native/race/watcher_race.cc native/core/select/watcher.cc \
  native/core/select/posix/watcher_thread.cc native/core/select/posix/poll.cc \
  native/core/base/bsd/waker.cc native/core/base/posix/descriptor.cc -o /tmp/watcher_race && \
  /tmp/watcher_race
*/
#include "core/select/watcher.h"

#include <condition_variable>
#include <mutex>

#include "race.h"

using namespace selectors_ts::core;
using namespace selectors_ts::test;

namespace {

constexpr int kThreads = 3;
constexpr int kLives = 2;
constexpr int kSteps = 60;

/// Hands over its one report to whoever waits for it.
class Report {
 public:
  void Make() {
    const std::lock_guard guard(mutex_);
    ++count_;
    made_.notify_all();
  }

  /// Waits for this many.
  void Await(int count) {
    std::unique_lock guard(mutex_);
    made_.wait(guard, [&] { return count_ >= count; });
  }

  int count() const {
    const std::lock_guard guard(mutex_);
    return count_;
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable made_;
  int count_ = 0;
};

/// For what is or will be ready, for a time, or for what never comes.
void WatchOnce(Watcher& watcher, Report& report, Random& random) {
  Ends ends = Pipe();
  std::thread writer;
  Deadline until = Deadline::max();
  const int before = report.count();
  const int what = random.Below(3);
  if (what == 0) writer = std::thread([&] { Write(ends.second, "x"); });
  if (what == 1) until = random.SoonOver();
  watcher.Watch({ToRead(ends.first.get())}, until);
  // One for what was watched before may be among them.
  if (what != 2 && !random.OneIn(3)) report.Await(before + 1);
  watcher.Disarm();
  if (writer.joinable()) writer.join();
}

/// A watcher of its own, as each environment has: made, used, and destroyed in the midst of it.
void Live(Random& random) {
  Report report;
  // Not atomic: destroying the watcher is what makes this safe to read.
  int reported = 0;
  {
    auto created = Watcher::Create([&] {
      ++reported;
      report.Make();
    });
    CHECK(static_cast<bool>(created));
    for (int i = 0; i < kSteps; ++i) WatchOnce(**created, report, random);
    if (random.OneIn(2)) (*created)->Watch({}, random.SoonOver());
  }
  CHECK(reported <= kSteps + 1 && reported == report.count());
}

/// Several threads that use one: the last to say what is to be watched decides.
void Share(Random& random) {
  Report report;
  Ends ready = Pipe();
  Write(ready.second, "x");
  Ends silent = Pipe();
  auto created = Watcher::Create([&] { report.Make(); });
  CHECK(static_cast<bool>(created));
  Watcher& watcher = **created;
  InThreads(random, kThreads, 1, [&](Random& its, int64_t) {
    for (int i = 0; i < kSteps; ++i) {
      watcher.Watch({ToRead((its.OneIn(2) ? ready : silent).first.get())});
      its.Pause();
    }
  });
  CHECK(report.count() <= kThreads * kSteps);
  const int before = report.count();
  watcher.Watch({ToRead(ready.first.get())});
  report.Await(before + 1);
}

void Round(Random& random) {
  InThreads(random, kThreads, kLives, [](Random& its, int64_t) { Live(its); });
  Share(random);
}

}  // namespace

int main(int argc, char** argv) {
  return Race(argc, argv, Round);
}
