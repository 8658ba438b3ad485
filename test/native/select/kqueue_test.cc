/*
kqueue(2) by itself, over real descriptors. On a BSD or macOS:

c++ -std=c++20 -Wall -Wextra -Wpedantic -Inative -Itest/native test/native/select/kqueue_test.cc \
  native/core/select/bsd/kqueue.cc native/core/base/posix/descriptor.cc -o /tmp/kqueue_test && \
  /tmp/kqueue_test

On Linux, over the tests' stand-in, as the system that SELECTORS_TS_KQUEUE_SYSTEM names; in NetBSD's
layout with -DKQUEUE_STANDIN_NETBSD_LAYOUT:

g++ -std=c++20 -Wall -Wextra -Wpedantic -pthread -Inative -Itest/native \
  -Itest/kqueue/standin/include test/native/select/kqueue_test.cc native/core/select/bsd/kqueue.cc \
  native/core/base/posix/descriptor.cc test/kqueue/standin/changes.cc \
  test/kqueue/standin/deadline.cc test/kqueue/standin/kqueue.cc test/kqueue/standin/open_kqueue.cc \
  test/kqueue/standin/readiness.cc test/kqueue/standin/scan.cc test/kqueue/standin/syscalls.cc \
  test/kqueue/standin/system.cc test/kqueue/standin/watch.cc -o /tmp/kqueue_test && \
  /tmp/kqueue_test
*/
#include "core/select/bsd/kqueue.h"

#include <fcntl.h>
#include <poll.h>
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

// Signed on some systems, unsigned on NetBSD.
using Filter = decltype(kevent::filter);

struct kevent Change(int fd, Filter filter, unsigned flags, unsigned fflags = 0) {
  // Not EV_SET: udata is a pointer on most systems and an integer on NetBSD before 10.
  struct kevent change {};
  change.ident = static_cast<uintptr_t>(fd);
  change.filter = filter;
  change.flags = static_cast<decltype(change.flags)>(flags);
  change.fflags = fflags;
  return change;
}

int Apply(const UniqueFd& kqueue, int fd, Filter filter, unsigned flags) {
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
  // On macOS the latter.
  const int refusal = Apply(kqueue, closed, EVFILT_READ, EV_DELETE);
  CHECK(refusal == EBADF || refusal == ENOENT);
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

void TheFiltersOfADescriptorInOneCall() {
  const UniqueFd kqueue = Kqueue();
  const Ends pair = Socketpair();
  const int fd = pair.first.get();
  const std::array first_fails{Change(fd, EVFILT_READ, EV_DELETE),
                               Change(fd, EVFILT_WRITE, EV_ADD)};
  CHECK(FailsWith(ControlKqueue(kqueue.get(), first_fails, {}, 0), ENOENT, "kevent"));
  CHECK(Apply(kqueue, fd, EVFILT_WRITE, EV_DELETE) == ENOENT);

  const std::array second_fails{Change(fd, EVFILT_READ, EV_ADD),
                                Change(fd, EVFILT_WRITE, EV_DELETE)};
  CHECK(FailsWith(ControlKqueue(kqueue.get(), second_fails, {}, 0), ENOENT, "kevent"));
  CHECK(Apply(kqueue, fd, EVFILT_READ, EV_DELETE) == 0);

  const std::array both{Change(fd, EVFILT_READ, EV_ADD), Change(fd, EVFILT_WRITE, EV_ADD)};
  CHECK(static_cast<bool>(ControlKqueue(kqueue.get(), both, {}, 0)));
  CHECK(Apply(kqueue, fd, EVFILT_READ, EV_DELETE) == 0);
  CHECK(Apply(kqueue, fd, EVFILT_WRITE, EV_DELETE) == 0);
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
}

/// EPIPE on FreeBSD, EBADF on NetBSD; macOS takes it since 10.15.
void APipeWithoutReader() {
  const UniqueFd kqueue = Kqueue();
  Ends pipe = Pipe();
  Shut(pipe.first);
  const int refusal = Apply(kqueue, pipe.second.get(), EVFILT_WRITE, EV_ADD);
  CHECK(refusal == EPIPE || refusal == EBADF || refusal == 0);
  for (int round = 0; round < 2; ++round) {
    const std::vector<struct kevent> events = Wait(kqueue);
    CHECK(events.size() == (refusal == 0 ? 1U : 0U));
    CHECK(events.empty() || (events[0].flags & EV_EOF) != 0);
  }
}

bool IsReadable(const UniqueFd& fd) {
  pollfd polled{};
  polled.fd = fd.get();
  polled.events = POLLIN;
  return ::poll(&polled, 1, 0) == 1 && (polled.revents & POLLIN) != 0;
}

// NetBSD has it since 10.
#ifdef EVFILT_USER
/// A write filter that has reported the end of its pipe and is gone cannot be added again, and the
/// kqueue is silent: a filter of the same ident can report in its place. It takes two changes:
/// FreeBSD and NetBSD ignore NOTE_TRIGGER in the one that adds.
void AUserFilterInPlaceOfAWriteFilter() {
  const UniqueFd kqueue = Kqueue();
  Ends pipe = Pipe();
  const int fd = pipe.second.get();
  CHECK(Apply(kqueue, fd, EVFILT_WRITE, EV_ADD) == 0);
  Shut(pipe.first);
  const bool once = (Wait(kqueue, -1).at(0).flags & EV_ONESHOT) != 0;
  if (!once) CHECK(Apply(kqueue, fd, EVFILT_WRITE, EV_DELETE) == 0);
  CHECK(Wait(kqueue).empty() && !IsReadable(kqueue));

  const std::array changes{Change(fd, EVFILT_USER, EV_ADD),
                           Change(fd, EVFILT_USER, 0, NOTE_TRIGGER)};
  CHECK(static_cast<bool>(ControlKqueue(kqueue.get(), changes, {}, 0)));
  for (int round = 0; round < 3; ++round) {
    CHECK(IsReadable(kqueue));
    const std::vector<struct kevent> events = Wait(kqueue, -1);
    CHECK(events.size() == 1 && events[0].filter == EVFILT_USER);
    CHECK(events[0].ident == static_cast<uintptr_t>(fd));
    // Asking whether the pipe is still broken changes nothing.
    if (once) CHECK(Apply(kqueue, fd, EVFILT_WRITE, EV_ADD) == EPIPE);
  }

  Shut(pipe.second);
  CHECK(Apply(kqueue, fd, EVFILT_WRITE, EV_ADD) == EBADF);
  CHECK(Wait(kqueue).size() == 1);
  const Ends next = Pipe();
  CHECK(next.second.get() == fd);
  CHECK(Apply(kqueue, fd, EVFILT_WRITE, EV_ADD) == 0);
  CHECK(Wait(kqueue).size() == 2);
  CHECK(Apply(kqueue, fd, EVFILT_WRITE, EV_DELETE) == 0);

  CHECK(Apply(kqueue, fd, EVFILT_USER, EV_DELETE) == 0);
  CHECK(Wait(kqueue).empty() && !IsReadable(kqueue));
}
#endif

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
  TheFiltersOfADescriptorInOneCall();
  AFailureWithRoomIsAnEvent();
  Timeouts();
  ReadyOnesTakeTurns();
  APipeWhoseReaderCloses();
  APipeWithoutReader();
#ifdef EVFILT_USER
  AUserFilterInPlaceOfAWriteFilter();
#endif
  AChildHasNoKqueue();
  AClosedKqueue();
  std::puts("kqueue: ok");
}
