/*
Records of threads: each starts once, everybody hears of its end, and the list of all is right. What
has gone into a host ends with it.

g++ -std=c++20 -g -O1 -fsanitize=thread -Wall -Wextra -pthread -Inative -Itest/native \
  test/native/race/threads_race.cc native/core/threading/thread.cc \
  native/core/threading/linux/thread_id.cc native/core/base/linux/waker.cc \
  native/core/select/posix/poll.cc native/core/base/posix/descriptor.cc -o /tmp/threads_race && \
  /tmp/threads_race
*/
#include "core/threading/threads.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>

#include "core/select/poll.h"
#include "race.h"

using namespace selectors_ts::core;
using namespace selectors_ts::test;

namespace {

constexpr int kThreads = 3;
constexpr int kLives = 2;
constexpr int kSteps = 60;

struct Subject {
  std::shared_ptr<Thread> thread;
  int64_t ident;
  std::atomic<int> starts = 0;
  /// A descriptor among the thread's arguments.
  int given = -1;
};

bool IsAlive(int64_t ident) {
  const std::vector<int64_t> alive = Threads::All().Alive();
  CHECK(std::is_sorted(alive.begin(), alive.end()));
  return std::binary_search(alive.begin(), alive.end(), ident);
}

/// On the thread itself; it is given up before or after it runs, now and then by two.
void BeOne(Subject& subject, Random& random) {
  random.Pause();
  subject.thread->Run();
  subject.thread->set_name("running");
  UniqueFd mine;
  if (random.OneIn(2)) {
    if (auto given = subject.thread->TakeGiven()) {
      for (UniqueFd& fd : *given) CHECK(fd.Release() == subject.given);
      mine = UniqueFd(subject.given);
    }
  }
  random.Pause();
  Threads::All().Finish(subject.ident);
}

void Start(Subject& subject, Random& random) {
  auto carried = std::make_shared<int>(1);
  const std::weak_ptr<int> watched = carried;
  if (!Threads::All().Start(subject.ident, subject.thread, {std::move(carried)})) return;
  CHECK(++subject.starts == 1);
  int ends[2];
  CHECK(::pipe(ends) == 0);
  const UniqueFd reader(ends[0]);
  subject.given = ends[1];
  std::thread thread([&subject, its = random.Another()]() mutable { BeOne(subject, its); });
  std::vector<UniqueFd> given;
  given.emplace_back(ends[1]);
  subject.thread->Give(std::move(given));
  // Whoever sees a worker fail says that its thread has finished, also beside the thread.
  if (random.OneIn(3)) Threads::All().Finish(subject.ident);
  thread.join();
  CHECK(watched.expired());
  // It is closed, whoever had it.
  char byte = 0;
  CHECK(::read(reader.get(), &byte, 1) == 0);
}

void WaitWithWaker(Thread& thread, Random& random) {
  Result<Waker> created = Waker::Create();
  CHECK(static_cast<bool>(created));
  const auto waker = std::make_shared<Waker>(std::move(*created));
  thread.WakeWhenFinished(waker);
  // A thread that ends takes its waker along, in the midst of the wait too.
  if (random.OneIn(3)) return;
  std::array polled{ToRead(waker->fd())};
  Result<int> count = WaitPoll(polled, -1);
  CHECK(count && *count == 1);
}

void WaitForEnd(Subject& subject, Random& random) {
  Thread& thread = *subject.thread;
  thread.set_daemon(random.OneIn(2));
  (void)thread.daemon();
  CHECK(!thread.name().empty());
  if (random.OneIn(2)) (void)thread.WaitUntilRunning(random.AnyDeadline());
  switch (random.Below(3)) {
    case 0:
      WaitWithWaker(thread, random);
      break;
    case 1:
      if (!thread.WaitUntilFinished(random.SoonOver())) return;
      CHECK(thread.state() == Thread::State::kFinished && !IsAlive(subject.ident));
      break;
    default:
      CHECK(thread.WaitUntilFinished(After(kForEver_ms)));
      CHECK(!Threads::All().Start(subject.ident, subject.thread, {}));
  }
}

void OneAfterTheOther(Random& random) {
  for (int i = 0; i < kSteps / 3; ++i) {
    auto [thread, ident] =
        SharedObjects::All().Make<Thread>(Thread::Kind::kThread, "unstarted", false);
    Subject subject{thread, ident};
    CHECK(thread->state() == Thread::State::kUnstarted && !IsAlive(ident));
    InThreads(random, kThreads, kLives, [&](Random& its, int64_t number) {
      if (number <= 2 * kLives) Start(subject, its);
      WaitForEnd(subject, its);
    });
    CHECK(subject.starts == 1 && thread->state() == Thread::State::kFinished);
    CHECK(!IsAlive(ident) && thread->native_id() >= 0);
  }
}

/// One follows the other. Whatever a host has taken, it finishes when it ends.
void EndHosts(Random& random, std::atomic<int32_t>& host) {
  for (int i = 0; i < kLives; ++i) {
    for (int pauses = random.Below(kSteps); pauses > 0; --pauses) random.Pause();
    const int32_t ending = host;
    if (random.OneIn(2)) Threads::All().ShutHost(ending);
    host = Threads::All().OpenHost();
    Threads::All().CloseHost(ending);
  }
}

/// A thread that no host takes is over; one that runs may end before its host.
std::shared_ptr<Thread> StartInHost(Random& random, int32_t host) {
  const auto [thread, ident] = SharedObjects::All().Make<Thread>(Thread::Kind::kThread, "", false);
  CHECK(Threads::All().Start(ident, thread, {}));
  random.Pause();
  const bool is_taken = Threads::All().Assign(ident, host);
  if (!is_taken || random.OneIn(3)) Threads::All().Finish(ident);
  return thread;
}

void UseHosts(Random& random) {
  std::atomic<int32_t> host = Threads::All().OpenHost();
  std::array<std::vector<std::shared_ptr<Thread>>, kThreads> started;
  InThreads(random, kThreads, 1, [&](Random& its, int64_t ident) {
    if (ident == 1) return EndHosts(its, host);
    auto& mine = started[static_cast<size_t>(ident) - 1];
    for (int i = 0; i < kSteps; ++i) mine.push_back(StartInHost(its, host));
  });
  Threads::All().CloseHost(host);
  for (const auto& threads : started) {
    for (const auto& thread : threads) CHECK(thread->state() == Thread::State::kFinished);
  }
}

void Round(Random& random) {
  InThreads(random, 2, 1, [](Random& its, int64_t) {
    CHECK(IsAlive(Threads::All().Main().second));
    CHECK(Threads::All().NextNumber() > 0);
    OneAfterTheOther(its);
  });
  UseHosts(random);
  CHECK(Threads::All().Alive().size() == 1);
}

}  // namespace

int main(int argc, char** argv) {
  return Race(argc, argv, Round);
}
