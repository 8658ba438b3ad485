/*
Conditions by themselves. A wait is several calls, so that one thread can be many:

g++ -std=c++20 -Wall -Wextra -pthread -Inative -Itest/native \
  test/native/threading/condition_test.cc native/core/base/posix/descriptor.cc -o \
  /tmp/condition_test && /tmp/condition_test
*/
#include "core/threading/condition.h"

#include <thread>
#include <vector>

#include "check.h"

using namespace selectors_ts::core;
using namespace selectors_ts::test;

namespace {

using Outcome = Condition::Outcome;

constexpr int64_t kNotifier = 100;
constexpr double kForEver_ms = 1e9;

struct Subject {
  explicit Subject(Lock::Kind kind = Lock::Kind::kReentrant)
      : lock(std::make_shared<Lock>(kind)), condition(lock, 1) {}

  void Enter(int64_t ident) {
    CHECK(lock->TryAcquire(ident));
    CHECK(condition.Enter(ident));
  }

  void Notify(int32_t count) {
    CHECK(lock->TryAcquire(kNotifier));
    CHECK(condition.Notify(kNotifier, count));
    CHECK(lock->Release(kNotifier));
  }

  bool IsNotified(int64_t ident) { return condition.Wait(ident, After(0)); }

  /// With the lock released at once.
  Outcome Leave(int64_t ident) {
    const Outcome outcome = condition.Leave(ident, After(0));
    if (outcome != Outcome::kNotYet) CHECK(lock->Release(ident));
    return outcome;
  }

  std::shared_ptr<Lock> lock;
  Condition condition;
};

void TheLockMustBeOwned() {
  for (const auto kind : {Lock::Kind::kPlain, Lock::Kind::kReentrant}) {
    Subject subject(kind);
    CHECK(!subject.condition.Enter(1) && !subject.condition.Notify(1, 1));
  }
  Subject subject;
  CHECK(subject.lock->TryAcquire(2));
  CHECK(!subject.condition.Enter(1) && !subject.condition.Notify(1, 1));
}

void FirstComeFirstNotified() {
  Subject subject;
  for (int64_t ident = 1; ident <= 4; ++ident) subject.Enter(ident);
  subject.Notify(0);
  subject.Notify(-1);
  CHECK(!subject.IsNotified(1));
  subject.Notify(1);
  CHECK(subject.IsNotified(1) && !subject.IsNotified(2));
  // Those notified but not gone yet do not count.
  subject.Notify(2);
  CHECK(subject.IsNotified(2) && subject.IsNotified(3) && !subject.IsNotified(4));
  // Nor is anything kept for those to come.
  subject.Notify(5);
  subject.Enter(5);
  CHECK(subject.IsNotified(4) && !subject.IsNotified(5));
  for (int64_t ident = 1; ident <= 4; ++ident) CHECK(subject.Leave(ident) == Outcome::kNotified);
  CHECK(subject.Leave(5) == Outcome::kTimedOut);
}

void TheLockIsGivenUpAndTakenBackWhole() {
  Subject subject;
  CHECK(subject.lock->TryAcquire(1) && subject.lock->TryAcquire(1));
  CHECK(subject.condition.Enter(1) && !subject.lock->locked());
  CHECK(subject.lock->TryAcquire(kNotifier) && subject.condition.Notify(kNotifier, 1));
  CHECK(subject.condition.Leave(1, After(1)) == Outcome::kNotYet);
  CHECK(subject.lock->Release(kNotifier));
  CHECK(subject.condition.Leave(1, After(0)) == Outcome::kNotified);
  CHECK(subject.lock->ReleaseAll(1) == 2);
}

void WhoeverIsOutOfTimeTakesNothing() {
  Subject subject;
  subject.Enter(1);
  subject.Enter(2);
  CHECK(subject.lock->TryAcquire(kNotifier));
  CHECK(subject.condition.Leave(1, After(0)) == Outcome::kNotYet);
  CHECK(subject.condition.Notify(kNotifier, 1) && subject.lock->Release(kNotifier));
  CHECK(!subject.IsNotified(1) && subject.IsNotified(2));
  CHECK(subject.Leave(1) == Outcome::kTimedOut);
}

void WhoeverIsNotifiedInTheLastMomentKnows() {
  Subject subject;
  subject.Enter(1);
  CHECK(!subject.condition.Wait(1, After(1)));
  subject.Notify(1);
  CHECK(subject.Leave(1) == Outcome::kNotified);
}

void TheDeadPassOn() {
  Subject subject;
  for (int64_t ident = 1; ident <= 4; ++ident) subject.Enter(ident);
  subject.condition.Abandon(1);
  subject.Notify(1);
  CHECK(subject.IsNotified(2));
  subject.condition.Abandon(2);
  CHECK(subject.IsNotified(3) && !subject.IsNotified(4));
  CHECK(subject.Leave(3) == Outcome::kNotified);
  subject.condition.Abandon(3);
  CHECK(!subject.IsNotified(4));
  subject.Enter(1);
  subject.Notify(1);
  CHECK(subject.IsNotified(4));
  CHECK(subject.condition.Leave(4, After(0)) == Outcome::kNotified);
  subject.condition.Undo(4, Outcome::kNotified);
  CHECK(!subject.lock->locked() && subject.Leave(1) == Outcome::kNotified);
}

void TwoThreadsTakeTurns() {
  Subject subject(Lock::Kind::kPlain);
  int turn = 0;
  constexpr int kTurns = 2'000;
  const auto play = [&](int64_t ident, int parity) {
    CHECK(subject.lock->Acquire(ident, After(kForEver_ms)));
    while (turn < kTurns) {
      if (turn % 2 == parity) {
        ++turn;
        CHECK(subject.condition.Notify(ident, 1));
        continue;
      }
      CHECK(subject.condition.Enter(ident));
      while (!subject.condition.Wait(ident, After(0.05))) {
      }
      CHECK(subject.condition.Leave(ident, After(kForEver_ms)) == Outcome::kNotified);
    }
    CHECK(subject.lock->Release(ident));
  };
  std::thread other(play, 2, 1);
  play(1, 0);
  other.join();
}

}  // namespace

int main() {
  TheLockMustBeOwned();
  FirstComeFirstNotified();
  TheLockIsGivenUpAndTakenBackWhole();
  WhoeverIsOutOfTimeTakesNothing();
  WhoeverIsNotifiedInTheLastMomentKnows();
  TheDeadPassOn();
  TwoThreadsTakeTurns();
  std::puts("condition: ok");
}
