/*
Locks of both kinds: one owner at a time, and nobody waits for a lock that is free.

g++ -std=c++20 -g -O1 -fsanitize=thread -Wall -Wextra -pthread -Inative -Itest/native \
  test/native/race/lock_race.cc -o /tmp/lock_race && /tmp/lock_race
*/
#include "core/threading/lock.h"

#include <atomic>

#include "race.h"

using namespace selectors_ts::core;
using namespace selectors_ts::test;

namespace {

constexpr int kThreads = 4;
constexpr int kLives = 3;
constexpr int kMostSteps = 50;

struct Subject {
  explicit Subject(Lock::Kind kind) : lock(kind) {}

  Lock lock;
  /// The owner's alone.
  int64_t count = 0;
  std::atomic<int64_t> acquisitions = 0;
  /// Who has ended and left a plain lock locked, for another to release it.
  std::atomic<bool> is_left = false;
  std::atomic<bool> is_over = false;
};

bool Acquire(Lock& lock, Random& random, int64_t ident) {
  return random.OneIn(3) ? lock.TryAcquire(ident) : lock.Acquire(ident, random.AnyDeadline());
}

void Own(Subject& subject, Random& random, int64_t ident) {
  Lock& lock = subject.lock;
  CHECK(lock.locked() && lock.OwnedBy(ident));
  ++subject.acquisitions;
  ++subject.count;
  random.Pause();
  if (lock.kind() == Lock::Kind::kPlain) {
    CHECK(!lock.TryAcquire(ident) && !lock.Acquire(ident, After(0)));
    return;
  }
  int depth = 1;
  while (random.OneIn(2)) {
    CHECK(lock.Acquire(ident, After(0)));
    ++depth;
  }
  if (random.OneIn(3)) {
    // As a condition does it.
    CHECK(lock.ReleaseAll(ident) == depth);
    CHECK(lock.Acquire(ident, After(kForEver_ms)));
    lock.Restore(depth);
    ++subject.count;
    ++subject.acquisitions;
  }
  for (; depth > 1; --depth) CHECK(lock.Release(ident));
}

void Live(Subject& subject, Random& random, int64_t ident) {
  for (int steps = 1 + random.Below(kMostSteps); steps > 0; --steps) {
    if (!Acquire(subject.lock, random, ident)) continue;
    Own(subject, random, ident);
    if (subject.lock.kind() == Lock::Kind::kPlain && random.OneIn(20)) {
      subject.is_left = true;
      return;
    }
    CHECK(subject.lock.Release(ident));
  }
}

void ReleaseWhatIsLeft(Subject& subject) {
  constexpr int64_t kHeir = 1000;
  while (!subject.is_over) {
    if (subject.is_left.exchange(false)) CHECK(subject.lock.Release(kHeir));
    std::this_thread::yield();
  }
}

void Round(Random& random) {
  Subject subject(random.OneIn(2) ? Lock::Kind::kPlain : Lock::Kind::kReentrant);
  std::thread heir([&] { ReleaseWhatIsLeft(subject); });
  InThreads(random, kThreads, kLives,
            [&](Random& its, int64_t ident) { Live(subject, its, ident); });
  subject.is_over = true;
  heir.join();
  if (subject.is_left) CHECK(subject.lock.Release(1));
  CHECK(!subject.lock.locked() && subject.count == subject.acquisitions);
}

}  // namespace

int main(int argc, char** argv) {
  return Race(argc, argv, Round);
}
