/*
Conditions: no notification is lost, whoever is notified owns the lock as often as before.

g++ -std=c++20 -g -O1 -fsanitize=thread -Wall -Wextra -pthread -Inative -Itest/native \
  test/native/race/condition_race.cc -o /tmp/condition_race && /tmp/condition_race
*/
#include "core/threading/condition.h"

#include <algorithm>

#include "race.h"

using namespace selectors_ts::core;
using namespace selectors_ts::test;

namespace {

using Outcome = Condition::Outcome;

constexpr int kTakers = 5;
constexpr int32_t kEverybody = 1000;

struct Subject {
  Subject(Lock::Kind kind, int its_total)
      : total(its_total), lock(std::make_shared<Lock>(kind)), condition(lock, 1) {}

  /// How many tokens there will be.
  const int total;
  const std::shared_ptr<Lock> lock;
  Condition condition;
  /// The owner's of the lock, as the next.
  int tokens = 0;
  int taken = 0;
};

void Acquire(Lock& lock, int64_t ident, int depth) {
  while (depth-- > 0) CHECK(lock.Acquire(ident, After(kForEver_ms)));
}

int AnyDepth(const Lock& lock, Random& random) {
  return lock.kind() == Lock::Kind::kReentrant ? 1 + random.Below(3) : 1;
}

/// A thread ends where a slice of its wait does, also if that has ended by a notification.
void EndInTheMidst(Condition& condition, Random& random, int64_t ident) {
  for (int slices = random.Below(3); slices > 0; --slices) {
    (void)condition.Wait(ident, random.AnyDeadline());
  }
  condition.Abandon(ident);
}

/// False if the thread has ended.
bool Wait(Subject& subject, Random& random, int64_t ident, bool is_mortal) {
  Condition& condition = subject.condition;
  CHECK(condition.Enter(ident));
  if (is_mortal && random.OneIn(4)) {
    EndInTheMidst(condition, random, ident);
    return false;
  }
  const bool notified = condition.Wait(ident, random.AnyDeadline());
  Outcome outcome = Outcome::kNotYet;
  while (outcome == Outcome::kNotYet) outcome = condition.Leave(ident, random.AnyDeadline());
  CHECK(!notified || outcome == Outcome::kNotified);
  if (!is_mortal || !random.OneIn(4)) return true;
  condition.Undo(ident, outcome);
  return false;
}

/// Until there will be no more, or the thread has ended. Whoever is not the only one may have
/// enough.
void Take(Subject& subject, Random& random, int64_t ident, bool is_mortal) {
  for (bool is_over = false; !is_over;) {
    const int depth = AnyDepth(*subject.lock, random);
    Acquire(*subject.lock, ident, depth);
    while (subject.tokens == 0 && subject.taken < subject.total) {
      if (!Wait(subject, random, ident, is_mortal)) return;
    }
    is_over = subject.taken == subject.total;
    if (!is_over) {
      --subject.tokens;
      // The others wait for what will not come any more.
      if (++subject.taken == subject.total) CHECK(subject.condition.Notify(ident, kEverybody));
    }
    for (int i = 0; i < depth; ++i) CHECK(subject.lock->Release(ident));
    if (is_mortal && random.OneIn(3)) return;
  }
}

void Give(Subject& subject, Random& random, int64_t ident) {
  for (int given = 0; given < subject.total;) {
    // Sometimes there is somebody who waits by then.
    for (int i = random.Below(20); i > 0; --i) std::this_thread::yield();
    Acquire(*subject.lock, ident, 1);
    const int more = std::min(1 + random.Below(3), subject.total - given);
    subject.tokens += more;
    given += more;
    CHECK(subject.condition.Notify(ident, more));
    CHECK(subject.lock->Release(ident));
  }
}

void Round(Random& random) {
  const auto kind = random.OneIn(2) ? Lock::Kind::kPlain : Lock::Kind::kReentrant;
  Subject subject(kind, 1 + random.Below(10));
  InThreads(random, 1 + kTakers, 1, [&](Random& its, int64_t ident) {
    if (ident == 1) return Give(subject, its, ident);
    // One taker is there to the end.
    Take(subject, its, ident, ident > 2);
  });
  CHECK(subject.tokens == 0 && subject.taken == subject.total && !subject.lock->locked());
}

}  // namespace

int main(int argc, char** argv) {
  return Race(argc, argv, Round);
}
