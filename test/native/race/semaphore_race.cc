/*
Semaphores: never more inside than there are places, and nobody waits while there is one.

g++ -std=c++20 -g -O1 -fsanitize=thread -Wall -Wextra -pthread -Inative -Itest/native \
  test/native/race/semaphore_race.cc -o /tmp/semaphore_race && /tmp/semaphore_race
*/
#include "core/threading/semaphore.h"

#include <atomic>

#include "race.h"

using namespace selectors_ts::core;
using namespace selectors_ts::test;

namespace {

constexpr int kThreads = 4;
constexpr int kLives = 2;
constexpr int kSteps = 60;

struct Subject {
  Subject(int its_places, bool bounded) : places(its_places), semaphore(its_places, bounded) {}

  const int places;
  Semaphore semaphore;
  std::atomic<int> inside = 0;
  /// Of whoever is inside, if there is one place.
  int64_t count = 0;
};

bool Acquire(Semaphore& semaphore, Random& random) {
  return random.OneIn(3) ? semaphore.TryAcquire() : semaphore.Acquire(random.AnyDeadline());
}

/// One that ends in a wait gives back what came in that moment.
void Live(Subject& subject, Random& random) {
  for (int i = 0; i < kSteps; ++i) {
    if (!Acquire(subject.semaphore, random)) continue;
    int held = 1;
    CHECK(++subject.inside <= subject.places);
    if (subject.places == 1) ++subject.count;
    random.Pause();
    while (subject.semaphore.TryAcquire()) {
      CHECK(++subject.inside <= subject.places);
      ++held;
    }
    subject.inside -= held;
    CHECK(subject.semaphore.Release(held));
  }
}

/// Whoever waits for a place has one when all are released at once, though nobody leaves again.
void FillAtOnce(Random& random) {
  Semaphore semaphore(0, false);
  InThreads(random, kThreads + 1, 1, [&](Random& its, int64_t ident) {
    if (ident > 1) return CHECK(semaphore.Acquire(After(kForEver_ms)));
    its.Pause();
    CHECK(semaphore.Release(kThreads));
  });
  CHECK(semaphore.value() == 0);
}

void Round(Random& random) {
  Subject subject(1 + random.Below(3), random.OneIn(2));
  InThreads(random, kThreads, kLives, [&](Random& its, int64_t) { Live(subject, its); });
  CHECK(subject.semaphore.value() == subject.places && subject.inside == 0);
  CHECK(subject.semaphore.Release(1) != subject.semaphore.bounded());
  for (int i = 0; i < kLives * 10; ++i) FillAtOnce(random);
}

}  // namespace

int main(int argc, char** argv) {
  return Race(argc, argv, Round);
}
