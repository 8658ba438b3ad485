// Closing a kqueue that a thread is waiting for.
#include <fcntl.h>
#include <sys/wait.h>

#include "numbers.h"
#include "row.h"
#include "waiter.h"

namespace kqueue_standin::rows {
namespace {

bool IsBad(int kq) {
  return ::kevent(kq, nullptr, 0, nullptr, 0, nullptr) == -1 && errno == EBADF;
}

bool Got(const Outcome& outcome, int fd) {
  return outcome.count == 1 && outcome.event.ident == static_cast<uintptr_t>(fd);
}

bool BothGot(Waiting& first, Waiting& second, int fd) {
  const Outcome first_outcome = first.Join();
  const Outcome second_outcome = second.Join();
  return Got(first_outcome, fd) && Got(second_outcome, fd);
}

void WaiterStays(Queue& queue, const Pair& pair) {
  Waiting waiter(queue.fd());
  Waiting second(queue.fd());
  const int number = queue.fd();
  queue.Close();
  const bool closed = IsBad(number);
  // Another kqueue at the same number is no business of the first one's waiters.
  const Queue next;
  const bool same_number = next.fd() == number;
  const bool triggered = next.AddTriggered(1) == 0;
  const bool woken = waiter.returned() || second.returned();
  Send(pair.far, "abc");
  const bool both_got = BothGot(waiter, second, pair.near);
  EXPECT(closed && same_number && triggered && !woken && both_got);
  const Events events = next.Wait();
  EXPECT(events.size() == 1 && events[0].filter == EVFILT_USER);
}

void CloseWaits(Queue& queue, const Pair& pair) {
  Waiting waiter(queue.fd());
  Waiting second(queue.fd());
  const int number = queue.fd();
  Blocked closing([&queue] { queue.Close(); });
  // It is bad from the moment that close() has it; after that close() sleeps for its waiters alone.
  while (!IsBad(number)) std::this_thread::yield();
  closing.AwaitAsleepIn(SYS_futex);
  const bool returned = closing.returned() || waiter.returned() || second.returned();
  const bool closed_again = ::close(number) == 0 || errno != EBADF;
  const Queue next;
  const bool same_number = next.fd() == number;
  Send(pair.far, "abc");
  const bool both_got = BothGot(waiter, second, pair.near);
  closing.Join();
  EXPECT(!returned && !closed_again && !same_number && both_got);
  EXPECT(IsBad(number) && ::fcntl(number, F_GETFD) == -1);
}

void WaiterFails(Queue& queue) {
  Waiting waiter(queue.fd());
  Waiting second(queue.fd());
  const int number = queue.fd();
  queue.Close();
  const bool closed = IsBad(number);
  const Queue next;
  const bool same_number = next.fd() == number;
  for (Waiting* woken : {&waiter, &second}) {
    const Outcome& outcome = woken->Join();
    EXPECT(outcome.count == -1 && outcome.error == EBADF);
  }
  EXPECT(closed && same_number && next.Wait().empty());
}

void CloseUnderWaiters(const System& system) {
  const Pair pair;
  const size_t before = OpenDescriptors();
  {
    Queue queue;
    EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD) == 0);
    switch (system.close_under_waiter) {
      case CloseUnderWaiter::kWaiterStays:
        WaiterStays(queue, pair);
        break;
      case CloseUnderWaiter::kCloseWaits:
        CloseWaits(queue, pair);
        break;
      case CloseUnderWaiter::kWaiterFails:
        WaiterFails(queue);
        break;
    }
  }
  EXPECT(OpenDescriptors() == before);
}

void UnseenCloseWakesNobody(const System&) {
  const Pair pair;
  Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD) == 0);
  Waiting waiter(queue.fd());
  queue.CloseUnseen();
  const Queue next;
  const bool triggered = next.AddTriggered(1) == 0;
  const bool woken = waiter.returned();
  Send(pair.far, "abc");
  const Outcome& outcome = waiter.Join();
  EXPECT(outcome.count == -1 && outcome.error == EBADF);
  EXPECT(triggered && !woken && next.Wait().size() == 1);
}

void CloseAfterTheWaiterLeft(const System&) {
  const Pair pair;
  const size_t before = OpenDescriptors();
  Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD) == 0);
  Waiting waiter(queue.fd());
  Send(pair.far, "abc");
  EXPECT(Got(waiter.Join(), pair.near));
  EXPECT(OpenDescriptors() == before + 1);
  const int number = queue.fd();
  queue.Close();
  EXPECT(IsBad(number) && OpenDescriptors() == before);
}

void OtherDescriptorsClose(const System&) {
  Pipe pipe;
  const int number = pipe.read_end;
  EXPECT(::close(pipe.read_end.Release()) == 0);
  EXPECT(::fcntl(number, F_GETFD) == -1 && errno == EBADF);
  EXPECT(::close(number) == -1 && errno == EBADF);
  EXPECT(::close(-1) == -1 && errno == EBADF);
}

void ForkedChildHasNoWaitersDescriptor(const System&) {
  const Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD) == 0);
  Waiting waiter(queue.fd());
  const size_t here = OpenDescriptors();
  const pid_t child = ::fork();
  // The kqueue and the waiter's duplicate of it.
  if (child == 0) ::_exit(OpenDescriptors() == here - 2 ? 0 : 1);
  int status = 0;
  const bool waited = child > 0 && ::waitpid(child, &status, 0) == child;
  Send(pair.far, "abc");
  EXPECT(Got(waiter.Join(), pair.near) && waited && status == 0);
}

}  // namespace

std::vector<Row> ClosingRows() {
  return {
      {"closing a kqueue under waiters: they stay, it waits, or they fail", CloseUnderWaiters},
      {"closing a kqueue behind the stand-in's back wakes nobody", UnseenCloseWakesNobody},
      {"closing a kqueue whose waiter has left", CloseAfterTheWaiterLeft},
      {"closing what is no kqueue", OtherDescriptorsClose},
      {"a forked child has nothing of another thread's wait", ForkedChildHasNoWaitersDescriptor},
  };
}

}  // namespace kqueue_standin::rows
