/*
kqueue(2) by itself, over real descriptors. On a BSD or macOS:

c++ -std=c++20 -Wall -Wextra -Inative test/native/kqueue_test.cc native/core/kqueue.cc \
  native/core/posix/descriptor.cc -o /tmp/kqueue_test && /tmp/kqueue_test

On Linux, over the tests' stand-in:

g++ -std=c++20 -Wall -Wextra -pthread -Inative -Itest/kqueue/standin/include \
  test/native/kqueue_test.cc native/core/kqueue.cc native/core/posix/descriptor.cc \
  test/kqueue/standin/changes.cc test/kqueue/standin/kqueue.cc test/kqueue/standin/readiness.cc \
  test/kqueue/standin/scan.cc test/kqueue/standin/syscalls.cc test/kqueue/standin/system.cc \
  test/kqueue/standin/watch.cc \
  -o /tmp/kqueue_test && /tmp/kqueue_test
*/
#include "core/kqueue.h"

#include <fcntl.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <vector>

#include "check.h"

using namespace selectors_ts::core;
using namespace selectors_ts::test;

namespace {

UniqueFd Kqueue() {
  Result<UniqueFd> created = CreateKqueue();
  CHECK(static_cast<bool>(created));
  return std::move(*created);
}

struct kevent Change(int fd, int filter, int flags) {
  struct kevent change {};
  EV_SET(&change, static_cast<uintptr_t>(fd), filter, flags, 0, 0, nullptr);
  return change;
}

int Apply(const UniqueFd& kqueue, int fd, int filter, int flags) {
  const std::array changes{Change(fd, filter, flags)};
  const Result<int> count = ControlKqueue(kqueue.get(), changes, {}, 0);
  return count ? 0 : count.error().code;
}

std::vector<struct kevent> Wait(const UniqueFd& kqueue, int64_t timeout_ns = 0, size_t room = 8) {
  std::vector<struct kevent> events(room);
  Result<int> count = ControlKqueue(kqueue.get(), {}, events, timeout_ns);
  CHECK(static_cast<bool>(count));
  events.resize(static_cast<size_t>(*count));
  return events;
}

void CloseOnExec() {
  CHECK((::fcntl(Kqueue().get(), F_GETFD) & FD_CLOEXEC) != 0);
}

void ReadAndWriteAreTwoFilters() {
  const UniqueFd kqueue = Kqueue();
  const Ends pair = Socketpair();
  Write(pair.second, "abc");
  CHECK(Apply(kqueue, pair.first.get(), EVFILT_READ, EV_ADD) == 0);
  CHECK(Apply(kqueue, pair.first.get(), EVFILT_WRITE, EV_ADD) == 0);
  const std::vector<struct kevent> events = Wait(kqueue, -1);
  CHECK(events.size() == 2 && events[0].ident == events[1].ident);
  const auto read = std::find_if(events.begin(), events.end(),
                                 [](const auto& event) { return event.filter == EVFILT_READ; });
  CHECK(read != events.end() && read->data == 3);
}

void TheEndComesWithWhatIsLeft() {
  const UniqueFd kqueue = Kqueue();
  Ends pair = Socketpair();
  Write(pair.second, "last words");
  Shut(pair.second);
  CHECK(Apply(kqueue, pair.first.get(), EVFILT_READ, EV_ADD) == 0);
  const std::vector<struct kevent> events = Wait(kqueue, -1);
  CHECK(events.size() == 1 && (events[0].flags & EV_EOF) != 0 && events[0].data == 10);
}

void ClosingTakesTheFilters() {
  const UniqueFd kqueue = Kqueue();
  Ends pair = Socketpair();
  const UniqueFd duplicate(::dup(pair.first.get()));
  Write(pair.second, "abc");
  CHECK(Apply(kqueue, pair.first.get(), EVFILT_READ, EV_ADD) == 0);
  CHECK(Wait(kqueue).size() == 1);
  Shut(pair.first);
  CHECK(Wait(kqueue).empty());
}

void DeletingWhatIsNotThere() {
  const UniqueFd kqueue = Kqueue();
  const Ends pair = Socketpair();
  CHECK(Apply(kqueue, pair.first.get(), EVFILT_READ, EV_DELETE) == ENOENT);
  const int closed = ClosedNumber();
  CHECK(Apply(kqueue, closed, EVFILT_READ, EV_DELETE) == EBADF);
  CHECK(Apply(kqueue, closed, EVFILT_READ, EV_ADD) == EBADF);
}

void AFailureWithoutRoomEndsTheList() {
  const UniqueFd kqueue = Kqueue();
  const Ends pair = Socketpair();
  const std::array changes{Change(pair.first.get(), EVFILT_READ, EV_DELETE),
                           Change(pair.second.get(), EVFILT_WRITE, EV_ADD)};
  CHECK(FailsWith(ControlKqueue(kqueue.get(), changes, {}, -1), ENOENT, "kevent"));
  CHECK(Wait(kqueue).empty());
}

void AFailureWithRoomIsAnEvent() {
  const UniqueFd kqueue = Kqueue();
  const Ends pair = Socketpair();
  const std::array changes{Change(pair.first.get(), EVFILT_READ, EV_DELETE)};
  std::array<struct kevent, 2> events{};
  Result<int> count = ControlKqueue(kqueue.get(), changes, events, -1);
  CHECK(count && *count == 1 && (events[0].flags & EV_ERROR) != 0 && events[0].data == ENOENT);
}

void Timeouts() {
  const UniqueFd kqueue = Kqueue();
  CHECK(Wait(kqueue, 0).empty());
  CHECK(Wait(kqueue, 1'000'000'001).empty());
  // With no room it does not wait at all.
  Result<int> count = ControlKqueue(kqueue.get(), {}, {}, -1);
  CHECK(count && *count == 0);
}

void ReadyOnesTakeTurns() {
  const UniqueFd kqueue = Kqueue();
  const Ends pair = Socketpair();
  CHECK(Apply(kqueue, pair.first.get(), EVFILT_WRITE, EV_ADD) == 0);
  CHECK(Apply(kqueue, pair.second.get(), EVFILT_WRITE, EV_ADD) == 0);
  const uintptr_t first = Wait(kqueue, 0, 1).at(0).ident;
  CHECK(Wait(kqueue, 0, 1).at(0).ident != first);
  CHECK(Wait(kqueue, 0, 1).at(0).ident == first);
}

/// Once on FreeBSD, whose filter is gone then; for as long as asked elsewhere.
void APipeWhoseReaderCloses() {
  const UniqueFd kqueue = Kqueue();
  Ends pipe = Pipe();
  CHECK(Apply(kqueue, pipe.second.get(), EVFILT_WRITE, EV_ADD) == 0);
  Shut(pipe.first);
  const std::vector<struct kevent> events = Wait(kqueue, -1);
  CHECK(events.size() == 1 && (events[0].flags & EV_EOF) != 0);
  const bool once = (events[0].flags & EV_ONESHOT) != 0;
  CHECK(Wait(kqueue).size() == (once ? 0U : 1U));
  CHECK(Apply(kqueue, pipe.second.get(), EVFILT_WRITE, EV_DELETE) == (once ? ENOENT : 0));
  const int refusal = Apply(kqueue, pipe.second.get(), EVFILT_WRITE, EV_ADD);
  CHECK(refusal == EPIPE || refusal == EBADF);
}

void AChildHasNoKqueue() {
  const UniqueFd kqueue = Kqueue();
  const pid_t child = ::fork();
  CHECK(child >= 0);
  if (child == 0) {
    const bool gone = FailsWith(ControlKqueue(kqueue.get(), {}, {}, 0), EBADF, "kevent");
    ::_exit(gone ? 0 : 1);
  }
  int status = 0;
  CHECK(::waitpid(child, &status, 0) == child && status == 0);
  CHECK(Wait(kqueue).empty());
}

void AClosedKqueue() {
  UniqueFd kqueue = Kqueue();
  const int number = kqueue.get();
  Shut(kqueue);
  std::array<struct kevent, 1> room{};
  CHECK(FailsWith(ControlKqueue(number, {}, room, -1), EBADF, "kevent"));
}

}  // namespace

int main() {
  CloseOnExec();
  ReadAndWriteAreTwoFilters();
  TheEndComesWithWhatIsLeft();
  ClosingTakesTheFilters();
  DeletingWhatIsNotThere();
  AFailureWithoutRoomEndsTheList();
  AFailureWithRoomIsAnEvent();
  Timeouts();
  ReadyOnesTakeTurns();
  APipeWhoseReaderCloses();
  AChildHasNoKqueue();
  AClosedKqueue();
  std::puts("kqueue: ok");
}
