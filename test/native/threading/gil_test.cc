/*
The Gil among threads that JavaScript knows nothing of.

g++ -std=c++20 -Wall -Wextra -Inative -Itest/native test/native/threading/gil_test.cc \
  native/core/threading/gil.cc -pthread -o /tmp/gil_test && /tmp/gil_test
*/
#include "core/threading/gil.h"

#include <functional>
#include <random>
#include <thread>

#include "check.h"

using namespace selectors_ts::core;
using namespace selectors_ts::test;

namespace {

using Why = Gil::Why;

constexpr double kForEver_ms = 1e9;

bool Take(Gil& gil, Gil::Account& me, double timeout_ms = kForEver_ms) {
  return gil.Take(me, After(timeout_ms), false);
}

/// Runs it in so many threads, each with an account of its own.
void InThreads(Gil& gil, int count, const std::function<void(Gil::Account&, int)>& run) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) {
    threads.emplace_back([&gil, &run, i] {
      Gil::Account& me = gil.Join(i, nullptr);
      run(me, i);
      gil.Leave(me);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

void IsHeldByOne() {
  Gil gil;
  Gil::Account& me = gil.Join(1, nullptr);
  Gil::Account& other = gil.Join(2, nullptr);
  CHECK(!gil.locked());
  CHECK(gil.TryTake(me) && gil.locked());
  CHECK(!gil.TryTake(other) && !Take(gil, other, 0) && !Take(gil, other, 2));
  gil.Drop(me, Why::kReleased);
  CHECK(!gil.locked());
  CHECK(Take(gil, other));
  CHECK(me.voluntary_switches == 1 && other.acquisitions == 1);
  gil.Drop(other, Why::kReleased);
}

void AsksAfterTheInterval() {
  Gil gil;
  gil.set_switch_interval_ns(1'000'000);
  Gil::Account& me = gil.Join(1, nullptr);
  Gil::Account& other = gil.Join(2, nullptr);
  CHECK(gil.TryTake(me));
  CHECK(gil.drop_request() == 0);
  CHECK(!Take(gil, other, 20));
  CHECK(gil.drop_request() == 1);
  // Whoever asked has left: nobody is to be waited for.
  CHECK(!gil.Wanted() && gil.drop_request() == 0);
  CHECK(!Take(gil, other, 20) && gil.drop_request() == 1);
  gil.Drop(me, Why::kForced);
  // What is left of the request is not the next one's.
  CHECK(gil.TryTake(me));
  CHECK(!Take(gil, other, 0) && gil.drop_request() == 0);
  gil.Drop(me, Why::kReleased);
}

void LetsOneInAtATime() {
  Gil gil;
  gil.set_switch_interval_ns(50'000);
  int64_t counter = 0;
  constexpr int kThreads = 4;
  constexpr int kRounds = 2'000;
  InThreads(gil, kThreads, [&](Gil::Account& me, int seed) {
    std::minstd_rand random(static_cast<unsigned>(seed) + 1);
    for (int i = 0; i < kRounds; ++i) {
      if (!gil.TryTake(me)) {
        // As workers do: in slices.
        bool again = false;
        while (!gil.Take(me, After(static_cast<double>(random() % 3)), again)) again = true;
      }
      ++counter;
      if (random() % 8 == 0 && gil.Wanted()) {
        gil.Drop(me, Why::kForced);
        CHECK(Take(gil, me));
      }
      ++counter;
      gil.Drop(me, random() % 2 == 0 ? Why::kReleased : Why::kBlocked);
    }
  });
  CHECK(counter == int64_t{2} * kThreads * kRounds);
  CHECK(!gil.locked());
}

void WhoIsForcedOffIsNotTheNext() {
  Gil gil;
  gil.set_switch_interval_ns(100'000);
  std::atomic<int> forced = 0;
  int last = -1;
  bool was_forced = false;
  InThreads(gil, 3, [&](Gil::Account& me, int number) {
    CHECK(Take(gil, me));
    while (forced < 300) {
      if (gil.drop_request() == 0 || !gil.Wanted()) continue;
      ++forced;
      was_forced = true;
      last = number;
      gil.Drop(me, Why::kForced);
      CHECK(Take(gil, me));
      // Somebody waited, and went on before this thread.
      CHECK(!was_forced || last != number);
      was_forced = false;
    }
    was_forced = false;
    gil.Drop(me, Why::kReleased);
  });
}

/// One who stops waiting must not leave the one that waits for it to be gone waiting.
void NobodyWaitsForWhoHasLeft() {
  Gil gil;
  gil.set_switch_interval_ns(1);
  std::atomic<bool> done = false;
  InThreads(gil, 3, [&](Gil::Account& me, int number) {
    if (number == 0) {
      for (int i = 0; i < 3'000; ++i) {
        CHECK(Take(gil, me));
        gil.Drop(me, Why::kForced);
      }
      done = true;
      return;
    }
    std::minstd_rand random(static_cast<unsigned>(number));
    while (!done) {
      if (Take(gil, me, static_cast<double>(random() % 50) / 1000)) gil.Drop(me, Why::kReleased);
    }
  });
  CHECK(!gil.locked());
}

void KeepsTheSumsOfThoseThatAreForgotten() {
  Gil gil;
  constexpr int kMany = 1'500;
  InThreads(gil, 2, [&](Gil::Account&, int) {
    for (int i = 0; i < kMany; ++i) {
      Gil::Account& another = gil.Join(i, nullptr);
      CHECK(Take(gil, another));
      gil.Drop(another, Why::kReleased);
      gil.Leave(another);
    }
  });
  int64_t accounts = 0;
  int64_t acquisitions = 0;
  int64_t switches = 0;
  gil.ForEachAccount([&](const Gil::Account& account) {
    ++accounts;
    acquisitions += account.acquisitions;
    switches += account.voluntary_switches + account.forced_switches;
  });
  CHECK(accounts <= 1'002);
  CHECK(acquisitions == 2 * kMany);
  CHECK(switches == 2 * kMany - 1);
}

void RecordsWhatHappens() {
  Gil gil;
  using Happening = Gil::Happening;
  CHECK(gil.StartTrace() && !gil.StartTrace());
  Gil::Account& me = gil.Join(1, nullptr);
  Gil::Account& other = gil.Join(2, nullptr);
  CHECK(gil.TryTake(me));
  CHECK(!Take(gil, other, 0));
  gil.Drop(me, Why::kBlocked);
  CHECK(Take(gil, other));
  gil.Drop(other, Why::kForced);
  const std::vector<Gil::TraceEvent> events = gil.StopTrace();
  const std::vector<std::pair<int64_t, Happening>> expected = {
      {1, Happening::kTaken},   {2, Happening::kWanted}, {2, Happening::kGaveUpWaiting},
      {1, Happening::kBlocked}, {2, Happening::kWanted}, {2, Happening::kTaken},
      {2, Happening::kForced}};
  CHECK(events.size() == expected.size());
  for (size_t i = 0; i < events.size(); ++i) {
    CHECK(events[i].ident == expected[i].first && events[i].happening == expected[i].second);
    CHECK(i == 0 || events[i].ticks >= events[i - 1].ticks);
  }
  CHECK(gil.StopTrace().empty() && gil.StartTrace() && gil.StopTrace().empty());
}

}  // namespace

int main() {
  IsHeldByOne();
  AsksAfterTheInterval();
  LetsOneInAtATime();
  WhoIsForcedOffIsNotTheNext();
  NobodyWaitsForWhoHasLeft();
  KeepsTheSumsOfThoseThatAreForgotten();
  RecordsWhatHappens();
  std::puts("gil: ok");
}
