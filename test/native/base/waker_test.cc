/*
The waker that systems without eventfd(2) have; the other one, every selector's tests use.

g++ -std=c++20 -Wall -Wextra -Inative -Itest/native test/native/base/waker_test.cc \
  native/core/base/bsd/waker.cc native/core/select/posix/poll.cc \
  native/core/base/posix/descriptor.cc -pthread -o /tmp/waker_test && /tmp/waker_test
*/
#include "core/base/waker.h"

#include <poll.h>

#include <array>
#include <thread>

#include "check.h"
#include "core/select/poll.h"

using namespace selectors_ts::core;
using namespace selectors_ts::test;

namespace {

bool IsReadable(const Waker& waker, int timeout_ms) {
  std::array polled{ToRead(waker.fd())};
  Result<int> count = WaitPoll(polled, timeout_ms);
  return count && *count == 1 && polled[0].revents == POLLIN;
}

void StaysReadableUntilDrained() {
  Result<Waker> waker = Waker::Create();
  CHECK(static_cast<bool>(waker));
  CHECK(!IsReadable(*waker, 0));
  waker->Wake();
  CHECK(IsReadable(*waker, 0) && IsReadable(*waker, 0));
  waker->Drain();
  CHECK(!IsReadable(*waker, 0));
  waker->Drain();
  CHECK(!IsReadable(*waker, 0));
}

void OneDrainTakesAllWakeUps() {
  Result<Waker> waker = Waker::Create();
  // More than the pipe has room for: none of them blocks.
  for (int i = 0; i < 100'000; i++) waker->Wake();
  CHECK(IsReadable(*waker, 0));
  waker->Drain();
  CHECK(!IsReadable(*waker, 0));
}

void WakesAnotherThread() {
  Result<Waker> waker = Waker::Create();
  std::thread waiter([&] { CHECK(IsReadable(*waker, -1)); });
  waker->Wake();
  waiter.join();
}

}  // namespace

int main() {
  StaysReadableUntilDrained();
  OneDrainTakesAllWakeUps();
  WakesAnotherThread();
  std::puts("waker: ok");
}
