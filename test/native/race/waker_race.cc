/*
Wakers: a wake-up is never lost, whoever drains at the same time. Here by eventfd(2); a watcher's is
a pipe in its driver.

g++ -std=c++20 -g -O1 -fsanitize=thread -Wall -Wextra -pthread -Inative -Itest/native \
  test/native/race/waker_race.cc native/core/base/linux/waker.cc native/core/select/posix/poll.cc \
  native/core/base/posix/descriptor.cc -o /tmp/waker_race && /tmp/waker_race
*/
#include "core/base/waker.h"

#include <array>
#include <atomic>

#include "core/base/registry.h"
#include "core/select/poll.h"
#include "race.h"

using namespace selectors_ts::core;
using namespace selectors_ts::test;

namespace {

constexpr int kThreads = 3;
constexpr int kLives = 2;
constexpr int kSteps = 200;

/// Wakers are found by number, and may be gone: the finder keeps one alive while it wakes.
struct Subject {
  Registry<Waker> wakers;
  std::atomic<int64_t> number = 0;
  std::atomic<int> sent = 0;
};

int64_t Add(Registry<Waker>& wakers) {
  Result<Waker> waker = Waker::Create();
  CHECK(static_cast<bool>(waker));
  return wakers.Add(std::make_shared<Waker>(std::move(*waker)));
}

void Send(Subject& subject, Random& random) {
  for (int i = 0; i < kSteps; ++i) {
    ++subject.sent;
    // Who has another by now looks at the count before it waits.
    if (const auto waker = subject.wakers.Find(subject.number)) waker->Wake();
    random.Pause();
  }
}

/// As a selector's wait: drain, then look, then wait.
void Receive(Subject& subject, Random& random) {
  while (subject.sent < kThreads * kLives * kSteps) {
    const auto waker = subject.wakers.Find(subject.number);
    const int seen = subject.sent;
    if (seen == kThreads * kLives * kSteps) break;
    std::array polled{ToRead(waker->fd())};
    Result<int> count = WaitPoll(polled, -1);
    CHECK(count && *count == 1);
    waker->Drain();
    if (!random.OneIn(20)) continue;
    const int64_t before = subject.number.exchange(Add(subject.wakers));
    subject.wakers.Remove(before);
  }
}

void Round(Random& random) {
  Subject subject;
  subject.number = Add(subject.wakers);
  std::thread receiver([&, its = random.Another()]() mutable { Receive(subject, its); });
  InThreads(random, kThreads, kLives, [&](Random& its, int64_t) { Send(subject, its); });
  receiver.join();
}

}  // namespace

int main(int argc, char** argv) {
  return Race(argc, argv, Round);
}
