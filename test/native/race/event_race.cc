/*
Events: whoever waits hears of every setting, also if the event is clear again by then.

g++ -std=c++20 -g -O1 -fsanitize=thread -Wall -Wextra -pthread -Inative -Itest/native \
  test/native/race/event_race.cc -o /tmp/event_race && /tmp/event_race
*/
#include "core/threading/event.h"

#include <atomic>

#include "race.h"

using namespace selectors_ts::core;
using namespace selectors_ts::test;

namespace {

constexpr int kThreads = 3;
constexpr int kLives = 3;
constexpr int kTurns = 30;

struct Subject {
  Event event;
  std::atomic<int> ready = 0;
  /// Written before each setting, while all are ready.
  int64_t turn = 0;
};

void Wait(Subject& subject, Random& random) {
  for (int i = 0; i < kTurns; ++i) {
    const int32_t since = subject.event.count();
    CHECK(since % 2 == 0);
    const int64_t turn = subject.turn;
    ++subject.ready;
    while (!subject.event.Wait(since, random.AnyDeadline())) random.Pause();
    CHECK(subject.turn == turn + 1 && subject.event.count() > since);
    // Whoever has set it clears it before the next turn.
    while (subject.event.count() == since + 1) std::this_thread::yield();
  }
}

void SetWhenAllAreReady(Subject& subject, Random& random) {
  for (int i = 0; i < kTurns * kLives; ++i) {
    while (subject.ready < kThreads) std::this_thread::yield();
    subject.ready = 0;
    ++subject.turn;
    subject.event.Set();
    random.Pause();
    if (random.OneIn(3)) subject.event.Set();
    subject.event.Clear();
  }
}

/// No two settings are counted as one, and no setting as two.
void SetAndClear(Event& event, Random& random) {
  for (int i = 0; i < kTurns; ++i) {
    const int32_t before = event.count();
    if (random.OneIn(2)) {
      event.Set();
    } else {
      event.Clear();
    }
    CHECK(event.count() >= before);
    if (event.count() % 2 == 0) (void)event.Wait(event.count() / 2 * 2, random.SoonOver());
  }
}

void Round(Random& random) {
  Subject subject;
  std::thread setter([&, its = random.Another()]() mutable { SetWhenAllAreReady(subject, its); });
  InThreads(random, kThreads, kLives, [&](Random& its, int64_t) { Wait(subject, its); });
  setter.join();
  CHECK(subject.event.count() == 2 * kTurns * kLives);

  Event event;
  InThreads(random, kThreads, kLives, [&](Random& its, int64_t) { SetAndClear(event, its); });
}

}  // namespace

int main(int argc, char** argv) {
  return Race(argc, argv, Round);
}
