/*
Barriers: all parties of a round pass, each at a place of its own, or none does.

g++ -std=c++20 -g -O1 -fsanitize=thread -Wall -Wextra -pthread -Inative -Itest/native \
  test/native/race/barrier_race.cc -o /tmp/barrier_race && /tmp/barrier_race
*/
#include "core/threading/barrier.h"

#include <array>
#include <atomic>
#include <mutex>

#include "race.h"

using namespace selectors_ts::core;
using namespace selectors_ts::test;

namespace {

using Outcome = Barrier::Outcome;

constexpr int kParties = 3;
constexpr int kLives = 3;
constexpr int kSteps = 20;

struct Subject {
  explicit Subject(bool its_is_rough) : is_rough(its_is_rough) {}

  Barrier barrier{kParties, 0};
  /// Whether threads end in the barrier, and rounds are ended from outside.
  const bool is_rough;
  /// Written by the action only, and so while everybody is in the barrier.
  int64_t round = 0;
  std::atomic<int> ended = 0;

  std::mutex mutex;
  /// How often each place of a round was passed at.
  std::vector<std::array<int, kParties>> passed;
};

/// In slices, as workers wait. A thread without time breaks the barrier.
Outcome Wait(Barrier& barrier, Random& random, int64_t ident) {
  Outcome outcome = Outcome::kNotYet;
  while (outcome == Outcome::kNotYet) {
    outcome = barrier.Wait(ident, random.AnyDeadline(), random.OneIn(100));
  }
  return outcome;
}

Outcome Act(Subject& subject, Random& random, int64_t ident) {
  CHECK(subject.barrier.Enter(ident, true, After(0)).outcome == Outcome::kReentrant);
  ++subject.round;
  random.Pause();
  return subject.barrier.EndAction(ident, !random.OneIn(20));
}

void Count(Subject& subject, int32_t place) {
  const auto round = static_cast<size_t>(subject.round);
  const std::lock_guard guard(subject.mutex);
  if (subject.passed.size() <= round) subject.passed.resize(round + 1);
  ++subject.passed[round][static_cast<size_t>(place)];
}

/// Unless somebody has ended, who then has aborted it.
void Reopen(Subject& subject) {
  if (subject.ended == 0) subject.barrier.Reset();
  if (subject.ended > 0) subject.barrier.Abort();
}

void Live(Subject& subject, Random& random, int64_t ident) {
  Barrier& barrier = subject.barrier;
  for (int i = 0; i < kSteps; ++i) {
    auto [outcome, place] = barrier.Enter(ident, true, random.AnyDeadline());
    if (outcome == Outcome::kNotYet) continue;
    if (subject.is_rough && outcome != Outcome::kBroken && random.OneIn(20)) {
      barrier.Abandon(ident);
      return;
    }
    if (outcome == Outcome::kEntered) outcome = Wait(barrier, random, ident);
    if (outcome == Outcome::kActing) outcome = Act(subject, random, ident);
    if (outcome == Outcome::kPassed) {
      Count(subject, place);
    } else {
      Reopen(subject);
    }
  }
}

/// Whoever has no other to wait for any more must not wait.
void End(Subject& subject) {
  ++subject.ended;
  subject.barrier.Abort();
}

void Disturb(Subject& subject, Random& random) {
  while (subject.ended == 0) {
    CHECK(subject.barrier.waiting() <= kParties);
    if (subject.is_rough && random.OneIn(8)) subject.barrier.Abort();
    if (subject.is_rough && random.OneIn(8)) Reopen(subject);
    do {
      std::this_thread::yield();
    } while (subject.ended == 0 && subject.barrier.broken());
  }
}

/// Whoever waits for a thread that ends in the barrier need not wait for it any more.
void EndInTheMidst(Random& random) {
  Barrier barrier(kParties, 0);
  InThreads(random, kParties - 1, 1, [&](Random& its, int64_t ident) {
    Outcome outcome = barrier.Enter(ident, false, After(kForEver_ms)).outcome;
    its.Pause();
    if (ident == 1) return barrier.Abandon(ident);
    if (outcome == Outcome::kEntered) outcome = barrier.Wait(ident, After(kForEver_ms), false);
    CHECK(outcome == Outcome::kBroken);
  });
}

void Round(Random& random) {
  Subject subject(random.OneIn(2));
  std::thread disturber([&, its = random.Another()]() mutable { Disturb(subject, its); });
  InThreads(random, kParties, 1, [&](Random& its, int64_t slot) {
    for (int life = 0; life < kLives; ++life) Live(subject, its, slot * kLives + life);
    End(subject);
  });
  disturber.join();
  CHECK(subject.barrier.waiting() == 0);
  EndInTheMidst(random);
  if (subject.passed.empty()) return;
  // The last may have been ended from outside.
  subject.passed.pop_back();
  for (const auto& places : subject.passed) {
    const int first = subject.is_rough ? 1 : places[0];
    for (const int times : places) CHECK(times <= first && first <= 1);
  }
}

}  // namespace

int main(int argc, char** argv) {
  return Race(argc, argv, Round);
}
