/*
The Gil: one holder at a time, nobody waits for ever, and its figures add up.

g++ -std=c++20 -g -O1 -fsanitize=thread -Wall -Wextra -pthread -Inative -Itest/native \
  test/native/race/gil_race.cc native/core/threading/gil.cc native/core/base/posix/descriptor.cc \
  -o /tmp/gil_race && /tmp/gil_race
*/
#include "core/threading/gil.h"

#include <atomic>

#include "race.h"

using namespace selectors_ts::core;
using namespace selectors_ts::test;

namespace {

using Why = Gil::Why;
using Happening = Gil::Happening;

/// More than a Gil keeps accounts of those that have left.
constexpr int kMany = 1'100;

struct Subject {
  explicit Subject(Random& random)
      : are_many(random.OneIn(8)),
        is_traced(random.OneIn(2)),
        most_steps(random.OneIn(2) ? 4 : 100) {}

  Gil gil;
  /// Whether there are so many accounts that the Gil forgets some.
  const bool are_many;
  const bool is_traced;
  const int most_steps;
  /// The holder's alone.
  int64_t acquisitions = 0;
  int64_t last = 0;
  bool was_forced = false;
  int64_t voluntary_switches = 0;
  int64_t forced_switches = 0;
  std::atomic<bool> is_over = false;
};

/// In slices, as workers do. A thread that is terminated ends where one of them does.
bool Take(Subject& subject, Random& random, Gil::Account& me) {
  if (subject.gil.TryTake(me)) return true;
  bool again = false;
  while (!subject.gil.Take(me, random.AnyDeadline(), again)) {
    again = true;
    if (random.OneIn(4)) return false;
  }
  return true;
}

void Hold(Subject& subject, Random& random, int64_t ident) {
  CHECK(subject.gil.locked());
  ++subject.acquisitions;
  if (subject.last != ident && subject.last != 0) {
    ++(subject.was_forced ? subject.forced_switches : subject.voluntary_switches);
  }
  subject.last = ident;
  random.Pause();
}

void Drop(Subject& subject, Random& random, Gil::Account& me) {
  const bool is_asked = subject.gil.drop_request() != 0 && subject.gil.Wanted();
  subject.was_forced = is_asked;
  subject.gil.Drop(me, is_asked ? Why::kForced : random.OneIn(2) ? Why::kReleased : Why::kBlocked);
}

/// A worker that is terminated gives up what it holds, and leaves.
void Live(Subject& subject, Random& random, int64_t ident) {
  constexpr int64_t kMoreThanIdents = 1000;
  Gil::Account* me = &subject.gil.Join(ident, nullptr);
  for (int steps = 1 + random.Below(subject.most_steps); steps > 0; --steps) {
    if (!Take(subject, random, *me)) break;
    Hold(subject, random, ident);
    Drop(subject, random, *me);
    if (!subject.are_many || random.OneIn(4)) continue;
    subject.gil.Leave(*me);
    ident += kMoreThanIdents;
    me = &subject.gil.Join(ident, nullptr);
  }
  subject.gil.Leave(*me);
}

/// The first may have been taken before the trace had begun.
void CheckTrace(const std::vector<Gil::TraceEvent>& events) {
  int64_t holder = -1;
  for (const Gil::TraceEvent& event : events) {
    switch (event.happening) {
      case Happening::kTaken:
        CHECK(holder <= 0);
        holder = event.ident;
        break;
      case Happening::kReleased:
      case Happening::kBlocked:
      case Happening::kForced:
        CHECK(holder == -1 || holder == event.ident);
        holder = 0;
        break;
      default:
        CHECK(event.ident > 0);
    }
  }
}

/// Whoever waits looks for itself after each interval: in a patient round that is never.
void SetAnyInterval(Gil& gil, Random& random) {
  constexpr int64_t kHour_ns = 3'600'000'000'000;
  const int64_t interval_ns = random.OneIn(2) ? 1 : 1000 * random.Below(500);
  gil.set_switch_interval_ns(random.is_patient() ? kHour_ns : interval_ns);
}

void Look(Subject& subject, Random& random) {
  while (!subject.is_over) {
    SetAnyInterval(subject.gil, random);
    // These have never held it, so that the last holder may have left long before them.
    for (int i = subject.are_many ? kMany : 0; i > 0; --i) {
      subject.gil.Leave(subject.gil.Join(i, nullptr));
    }
    if (subject.is_traced) CHECK(subject.gil.StartTrace() && !subject.gil.StartTrace());
    for (int i = random.Below(50); i > 0; --i) std::this_thread::yield();
    CheckTrace(subject.gil.StopTrace());
    subject.gil.ForEachAccount([](const Gil::Account& account) {
      CHECK(account.acquisitions >= 0 && account.held_ticks >= 0 && account.waited_ticks >= 0);
    });
  }
}

void CheckFigures(Subject& subject) {
  int64_t acquisitions = 0;
  int64_t voluntary_switches = 0;
  int64_t forced_switches = 0;
  subject.gil.ForEachAccount([&](const Gil::Account& account) {
    acquisitions += account.acquisitions;
    voluntary_switches += account.voluntary_switches;
    forced_switches += account.forced_switches;
    CHECK(account.taken_at_ticks == 0);
  });
  CHECK(acquisitions == subject.acquisitions);
  CHECK(voluntary_switches == subject.voluntary_switches);
  CHECK(forced_switches == subject.forced_switches);
}

void MeetTwo(std::atomic<int>& arrivals, int expected) {
  ++arrivals;
  while (arrivals < expected) std::this_thread::yield();
}

/// One drops it while the other begins or ceases to wait, and nobody comes after these two.
void HandOver(Random& random) {
  constexpr int kTurns = 20;
  Gil gil;
  SetAnyInterval(gil, random);
  std::atomic<int> arrivals = 0;
  InThreads(random, 2, 1, [&](Random& its, int64_t ident) {
    Gil::Account& me = gil.Join(ident, nullptr);
    for (int turn = 0; turn < kTurns; ++turn) {
      if (ident == 1) CHECK(gil.Take(me, After(kForEver_ms), false));
      MeetTwo(arrivals, 4 * turn + 2);
      const Deadline until = its.OneIn(2) ? its.SoonOver() : Deadline();
      while (ident == 1 && Clock::now() < until) continue;
      if (ident == 1 || gil.Take(me, its.AnyDeadline(), false)) gil.Drop(me, Why::kForced);
      MeetTwo(arrivals, 4 * turn + 4);
    }
  });
  CHECK(!gil.locked());
}

void Round(Random& random) {
  Subject subject(random);
  SetAnyInterval(subject.gil, random);
  std::thread looker([&, its = random.Another()]() mutable { Look(subject, its); });
  InThreads(random, 2 + random.Below(3), 1 + random.Below(3),
            [&](Random& its, int64_t ident) { Live(subject, its, ident); });
  subject.is_over = true;
  looker.join();
  CHECK(!subject.gil.locked());
  CheckFigures(subject);
  HandOver(random);
}

}  // namespace

int main(int argc, char** argv) {
  return Race(argc, argv, Round);
}
