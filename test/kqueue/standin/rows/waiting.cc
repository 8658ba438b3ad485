// Waiting: time-outs, signals, turns and what wakes.
#include <signal.h>

#include "row.h"
#include "waiter.h"

namespace kqueue_standin::rows {
namespace {

void TimeoutErrors(const System&) {
  const Queue queue;
  struct kevent event {};
  for (const timespec timeout : {timespec{-1, 0}, timespec{0, -1}, timespec{0, 1'000'000'000}}) {
    EXPECT(::kevent(queue.fd(), nullptr, 0, &event, 1, &timeout) == -1 && errno == EINVAL);
  }
  constexpr timespec kShort{.tv_sec = 0, .tv_nsec = 1'000'000};
  EXPECT(::kevent(queue.fd(), nullptr, 0, &event, 1, &kShort) == 0);
  EXPECT(::kevent(queue.fd(), nullptr, -1, &event, 1, &kNoWait) == -1 && errno == EINVAL);
}

void LongestTimeout(const System& system) {
  const Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ADD) == 0);
  struct kevent event {};
  timespec timeout{.tv_sec = INT32_MAX, .tv_nsec = 999'999'999};
  EXPECT(::kevent(queue.fd(), nullptr, 0, &event, 1, &timeout) == 1);
  for (const int64_t seconds : {int64_t{INT32_MAX} + 1, INT64_MAX}) {
    timeout.tv_sec = seconds;
    const int count = ::kevent(queue.fd(), nullptr, 0, &event, 1, &timeout);
    EXPECT(seconds > system.longest_timeout_s ? count == -1 && errno == EINVAL : count == 1);
  }
}

void NoRoomReturnsAtOnce(const System&) {
  const Pair pair;
  const Queue queue;
  EXPECT(::kevent(queue.fd(), nullptr, 0, nullptr, 0, nullptr) == 0);
  EXPECT(::kevent(queue.fd(), nullptr, 0, nullptr, 0, &kLongWait) == 0);
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ADD) == 0);
  EXPECT(::kevent(queue.fd(), nullptr, 0, nullptr, 0, nullptr) == 0);
}

void ReadyOnesTakeTurns(const System&) {
  const Pair pair;
  const Pair other;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ADD) == 0);
  EXPECT(queue.Apply(other.near, EVFILT_WRITE, EV_ADD) == 0);
  uintptr_t last = 0;
  for (int round = 0; round < 6; ++round) {
    const Events events = queue.Wait(kNoWait, 1);
    EXPECT(events.size() == 1 && events[0].ident != last);
    last = events[0].ident;
  }
}

void SignalInterrupts(const System&) {
  struct sigaction action {};
  struct sigaction before {};
  action.sa_handler = [](int) {};
  action.sa_flags = SA_RESTART;
  EXPECT(::sigaction(SIGUSR1, &action, &before) == 0);
  const Pair pair;
  const Queue queue;
  Waiting waiter(queue.fd(), {Change(pair.near, EVFILT_READ, EV_ADD)});
  waiter.Signal(SIGUSR1);
  const Outcome& outcome = waiter.Join();
  EXPECT(::sigaction(SIGUSR1, &before, nullptr) == 0);
  EXPECT(outcome.count == -1 && outcome.error == EINTR);
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_DELETE) == 0);
}

void ReadinessWakesAWaiter(const System&) {
  const Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD) == 0);
  Waiting waiter(queue.fd());
  Send(pair.far, "abc");
  const Outcome& outcome = waiter.Join();
  EXPECT(outcome.count == 1 && outcome.event.data == 3);
}

void ChangesWakeAWaiter(const System&) {
  const Pair pair;
  const Queue queue;
  {
    Waiting waiter(queue.fd());
    const int error = queue.Apply(pair.near, EVFILT_WRITE, EV_ADD | EV_ONESHOT);
    EXPECT(waiter.Join().event.filter == EVFILT_WRITE && error == 0);
  }
  Waiting waiter(queue.fd(), {Change(1, EVFILT_USER, EV_ADD | EV_CLEAR)});
  const int error = queue.Apply(1, EVFILT_USER, 0, NOTE_TRIGGER);
  EXPECT(waiter.Join().event.filter == EVFILT_USER && error == 0);
}

void GrowingFileWakesAWaiter(const System&) {
  const Fd file = TemporaryFile("");
  const Queue queue;
  EXPECT(queue.Apply(file, EVFILT_READ, EV_ADD) == 0);
  Waiting waiter(queue.fd());
  const ssize_t written = ::pwrite(file, "grown", 5, 0);
  EXPECT(waiter.Join().event.data == 5 && written == 5);
}

}  // namespace

std::vector<Row> WaitingRows() {
  return {
      {"a negative time-out, or too many nanoseconds, is EINVAL", TimeoutErrors},
      {"a time-out beyond the system's longest is EINVAL", LongestTimeout},
      {"without room for events it returns at once, whatever the time-out", NoRoomReturnsAtOnce},
      {"with room for one, ready filters take turns", ReadyOnesTakeTurns},
      {"a signal interrupts the wait, its changes applied", SignalInterrupts},
      {"readiness wakes a waiter", ReadinessWakesAWaiter},
      {"another thread's changes wake a waiter", ChangesWakeAWaiter},
      {"a regular file that grows wakes a waiter", GrowingFileWakesAWaiter},
  };
}

}  // namespace kqueue_standin::rows
