/*
Locks, semaphores and events by themselves:

g++ -std=c++20 -Wall -Wextra -pthread -Inative -Itest/native test/native/threading/lock_test.cc \
  native/core/base/posix/descriptor.cc -o /tmp/lock_test && /tmp/lock_test
*/
#include "core/threading/lock.h"

#include <thread>
#include <vector>

#include "check.h"
#include "core/threading/event.h"
#include "core/threading/semaphore.h"

using namespace selectors_ts::core;
using namespace selectors_ts::test;

namespace {

constexpr int64_t kMe = 1;
constexpr int64_t kOther = 2;
constexpr double kForEver_ms = 1e9;

void APlainLockIsAnybodys() {
  Lock lock(Lock::Kind::kPlain);
  CHECK(!lock.Release(kMe) && !lock.locked() && !lock.OwnedBy(kMe));
  CHECK(lock.TryAcquire(kMe) && lock.locked() && lock.OwnedBy(kOther));
  CHECK(!lock.TryAcquire(kMe) && !lock.Acquire(kMe, After(1)));
  CHECK(lock.Release(kOther) && !lock.locked());
  CHECK(lock.TryAcquire(kOther) && lock.ReleaseAll(kMe) == 1 && lock.ReleaseAll(kMe) == 0);
}

void AReentrantLockIsItsOwners() {
  Lock lock(Lock::Kind::kReentrant);
  CHECK(!lock.Release(kMe));
  CHECK(lock.TryAcquire(kMe) && lock.TryAcquire(kMe) && lock.Acquire(kMe, After(0)));
  CHECK(!lock.TryAcquire(kOther) && !lock.Acquire(kOther, After(1)) && !lock.Release(kOther));
  CHECK(!lock.OwnedBy(kOther) && lock.ReleaseAll(kOther) == 0);
  CHECK(lock.Release(kMe) && lock.OwnedBy(kMe));
  CHECK(lock.ReleaseAll(kMe) == 2 && !lock.locked());
  CHECK(lock.TryAcquire(kOther));
  lock.Restore(2);
  CHECK(lock.Release(kOther) && lock.locked() && lock.Release(kOther) && !lock.locked());
}

/// Waits that are cut into slices lose no release.
void ALockKeepsOthersOut(Lock::Kind kind) {
  Lock lock(kind);
  int64_t count = 0;
  constexpr int kThreads = 4;
  constexpr int kTimes = 5'000;
  std::vector<std::thread> threads;
  for (int64_t ident = 1; ident <= kThreads; ++ident) {
    threads.emplace_back([&lock, &count, ident] {
      for (int i = 0; i < kTimes; ++i) {
        while (!lock.Acquire(ident, After(i % 3 == 0 ? 0.01 : kForEver_ms))) {
        }
        ++count;
        CHECK(lock.Release(ident));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(count == int64_t{kThreads} * kTimes && !lock.locked());
}

void ASemaphoreCounts() {
  Semaphore semaphore(2, false);
  CHECK(semaphore.TryAcquire() && semaphore.Acquire(After(kForEver_ms)));
  CHECK(!semaphore.TryAcquire() && !semaphore.Acquire(After(1)));
  CHECK(semaphore.Release(3) && semaphore.value() == 3);

  Semaphore bounded(1, true);
  CHECK(!bounded.Release(1) && bounded.TryAcquire() && !bounded.Release(2));
  CHECK(bounded.Release(1) && bounded.value() == 1);
}

void ASemaphoreWakesAsManyAsItLetsIn() {
  Semaphore semaphore(0, false);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] { CHECK(semaphore.Acquire(After(kForEver_ms))); });
  }
  CHECK(semaphore.Release(1) && semaphore.Release(3));
  for (std::thread& thread : threads) thread.join();
  CHECK(semaphore.value() == 0);
}

void AnEventIsSeenThoughItIsClearAgain() {
  Event event;
  const int32_t before = event.count();
  CHECK(before % 2 == 0 && !event.Wait(before, After(1)));
  event.Clear();
  CHECK(event.count() == before);
  event.Set();
  event.Set();
  CHECK(event.count() % 2 == 1 && event.Wait(before, After(0)));
  event.Clear();
  CHECK(event.count() % 2 == 0 && event.Wait(before, After(0)));
  CHECK(!event.Wait(event.count(), After(0)));
}

void AnEventWakesAll() {
  Event event;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    const int32_t before = event.count();
    threads.emplace_back([&event, before] { CHECK(event.Wait(before, After(kForEver_ms))); });
  }
  event.Set();
  event.Clear();
  for (std::thread& thread : threads) thread.join();
}

}  // namespace

int main() {
  APlainLockIsAnybodys();
  AReentrantLockIsItsOwners();
  ALockKeepsOthersOut(Lock::Kind::kPlain);
  ALockKeepsOthersOut(Lock::Kind::kReentrant);
  ASemaphoreCounts();
  ASemaphoreWakesAsManyAsItLetsIn();
  AnEventIsSeenThoughItIsClearAgain();
  AnEventWakesAll();
  std::puts("lock: ok");
}
