/*
Barriers by themselves. A wait is several calls, so that one thread can be many:

g++ -std=c++20 -Wall -Wextra -pthread -Inative -Itest/native test/native/threading/barrier_test.cc \
  native/core/base/posix/descriptor.cc -o /tmp/barrier_test && /tmp/barrier_test
*/
#include "core/threading/barrier.h"

#include <atomic>
#include <thread>
#include <vector>

#include "check.h"

using namespace selectors_ts::core;
using namespace selectors_ts::test;

namespace {

using Outcome = Barrier::Outcome;

constexpr double kForEver_ms = 1e9;

void Enter(Barrier& barrier, int64_t ident, Outcome outcome, int32_t place = 0, bool acts = false) {
  const Barrier::Entry entry = barrier.Enter(ident, acts, After(0));
  CHECK(entry.outcome == outcome && entry.place == place);
}

Outcome Look(Barrier& barrier, int64_t ident) {
  return barrier.Wait(ident, After(0), false);
}

void TheLastLetsAllPass() {
  Barrier barrier(3, 0);
  for (int round = 0; round < 2; ++round) {
    Enter(barrier, 1, Outcome::kEntered, 0);
    Enter(barrier, 2, Outcome::kEntered, 1);
    CHECK(barrier.waiting() == 2 && Look(barrier, 1) == Outcome::kNotYet);
    Enter(barrier, 3, Outcome::kPassed, 2);
    CHECK(barrier.waiting() == 0 && !barrier.broken());
    // Nobody comes in before all have left.
    Enter(barrier, 3, Outcome::kNotYet);
    CHECK(Look(barrier, 1) == Outcome::kPassed);
    Enter(barrier, 3, Outcome::kNotYet);
    CHECK(Look(barrier, 2) == Outcome::kPassed);
  }
}

void OneThreadIsEnough() {
  Barrier barrier(1, 0);
  Enter(barrier, 1, Outcome::kPassed);
  Enter(barrier, 1, Outcome::kPassed);
}

void WhoeverIsOutOfTimeBreaksIt() {
  Barrier barrier(3, 0);
  Enter(barrier, 1, Outcome::kEntered, 0);
  Enter(barrier, 2, Outcome::kEntered, 1);
  CHECK(barrier.Wait(2, After(1), true) == Outcome::kBroken && barrier.broken());
  CHECK(Look(barrier, 1) == Outcome::kBroken);
  Enter(barrier, 3, Outcome::kBroken);
  barrier.Reset();
  CHECK(!barrier.broken());
  Enter(barrier, 3, Outcome::kEntered);
}

void ResettingSendsThemAway() {
  Barrier barrier(3, 0);
  Enter(barrier, 1, Outcome::kEntered, 0);
  Enter(barrier, 2, Outcome::kEntered, 1);
  barrier.Reset();
  Enter(barrier, 3, Outcome::kNotYet);
  CHECK(Look(barrier, 1) == Outcome::kBroken && Look(barrier, 2) == Outcome::kBroken);
  Enter(barrier, 3, Outcome::kEntered);
  barrier.Abort();
  barrier.Reset();
  CHECK(Look(barrier, 3) == Outcome::kBroken && !barrier.broken());
}

void NobodyPassesBeforeTheAction() {
  Barrier barrier(2, 0);
  for (const bool succeeded : {true, false}) {
    Enter(barrier, 1, Outcome::kEntered, 0, true);
    Enter(barrier, 2, Outcome::kActing, 1, true);
    CHECK(barrier.Wait(1, After(0), true) == Outcome::kNotYet);
    Enter(barrier, 2, Outcome::kReentrant);
    Enter(barrier, 3, Outcome::kNotYet);
    const Outcome outcome = succeeded ? Outcome::kPassed : Outcome::kBroken;
    CHECK(barrier.EndAction(2, succeeded) == outcome && Look(barrier, 1) == outcome);
  }
  CHECK(barrier.broken());
}

void AnActionMayBreakIt() {
  Barrier barrier(2, 0);
  Enter(barrier, 1, Outcome::kEntered, 0, true);
  Enter(barrier, 2, Outcome::kActing, 1, true);
  barrier.Abort();
  CHECK(barrier.EndAction(2, true) == Outcome::kBroken && Look(barrier, 1) == Outcome::kBroken);
  barrier.Reset();
  Enter(barrier, 1, Outcome::kEntered, 0, true);
  Enter(barrier, 2, Outcome::kActing, 1, true);
  barrier.Reset();
  CHECK(barrier.EndAction(2, true) == Outcome::kBroken && Look(barrier, 1) == Outcome::kBroken);
  CHECK(!barrier.broken());
}

void TheDeadBreakIt() {
  Barrier barrier(3, 0);
  barrier.Abandon(1);
  CHECK(!barrier.broken());
  Enter(barrier, 1, Outcome::kEntered, 0);
  Enter(barrier, 2, Outcome::kEntered, 1);
  barrier.Abandon(1);
  CHECK(barrier.broken() && Look(barrier, 2) == Outcome::kBroken);

  barrier.Reset();
  Enter(barrier, 1, Outcome::kEntered, 0);
  Enter(barrier, 2, Outcome::kEntered, 1);
  Enter(barrier, 3, Outcome::kActing, 2, true);
  barrier.Abandon(3);
  CHECK(Look(barrier, 1) == Outcome::kBroken && Look(barrier, 2) == Outcome::kBroken);

  // Who dies on the way out holds up nobody.
  barrier.Reset();
  Enter(barrier, 1, Outcome::kEntered, 0);
  Enter(barrier, 2, Outcome::kEntered, 1);
  Enter(barrier, 3, Outcome::kPassed, 2);
  barrier.Abandon(1);
  CHECK(Look(barrier, 2) == Outcome::kPassed && !barrier.broken());
  Enter(barrier, 2, Outcome::kEntered, 0);
}

void InLockstep() {
  constexpr int32_t kParties = 4;
  constexpr int kRounds = 500;
  Barrier barrier(kParties, 0);
  std::vector<std::atomic<int>> counts(kRounds);
  std::vector<std::thread> threads;
  for (int64_t ident = 1; ident <= kParties; ++ident) {
    threads.emplace_back([&barrier, &counts, ident] {
      for (std::atomic<int>& count : counts) {
        ++count;
        Barrier::Entry entry{};
        while (entry.outcome == Outcome::kNotYet) entry = barrier.Enter(ident, false, After(0.05));
        Outcome outcome = entry.outcome == Outcome::kEntered ? Outcome::kNotYet : entry.outcome;
        while (outcome == Outcome::kNotYet) outcome = barrier.Wait(ident, After(0.05), false);
        CHECK(outcome == Outcome::kPassed && count == kParties);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace

int main() {
  TheLastLetsAllPass();
  OneThreadIsEnough();
  WhoeverIsOutOfTimeBreaksIt();
  ResettingSendsThemAway();
  NobodyPassesBeforeTheAction();
  AnActionMayBreakIt();
  TheDeadBreakIt();
  InLockstep();
  std::puts("barrier: ok");
}
