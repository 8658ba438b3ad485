// Change lists: what a change does, and how its errors come back.
#include <array>

#include "row.h"

namespace kqueue_standin::rows {
namespace {

void DeleteErrors(const System&) {
  Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_DELETE) == ENOENT);
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD) == 0);
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_DELETE) == ENOENT);
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_DELETE) == 0);
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_DELETE) == ENOENT);

  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD) == 0);
  const int number = pair.near;
  pair.near.Close();
  EXPECT(queue.Apply(number, EVFILT_READ, EV_DELETE) == EBADF);
  EXPECT(queue.Apply(number, EVFILT_READ, EV_ADD) == EBADF);
  EXPECT(queue.Apply(-1, EVFILT_READ, EV_ADD) == EBADF);
}

void NoRoomStopsAtTheFirstFailure(const System&) {
  const Pair pair;
  const Pair other;
  const Queue queue;
  const std::array changes{Change(pair.near, EVFILT_WRITE, EV_ADD),
                           Change(pair.near, EVFILT_READ, EV_DELETE),
                           Change(other.near, EVFILT_WRITE, EV_ADD)};
  EXPECT(::kevent(queue.fd(), changes.data(), 3, nullptr, 0, nullptr) == -1 && errno == ENOENT);
  const Events events = queue.Wait();
  EXPECT(events.size() == 1 && events[0].ident == static_cast<uintptr_t>(pair.near));
  EXPECT(queue.Apply(other.near, EVFILT_WRITE, EV_DELETE) == ENOENT);
}

void WithRoomErrorsAreEvents(const System&) {
  const Pair pair;
  const Pair other;
  const Queue queue;
  int marker = 0;
  const std::array changes{Change(pair.near, EVFILT_READ, EV_DELETE, 0, 0, &marker),
                           Change(other.near, EVFILT_WRITE, EV_ADD)};
  std::array<struct kevent, 4> events{};
  // No wait for events when there are errors to return.
  EXPECT(::kevent(queue.fd(), changes.data(), 2, events.data(), 4, nullptr) == 1);
  EXPECT(events[0].ident == static_cast<uintptr_t>(pair.near));
  EXPECT(events[0].filter == EVFILT_READ && events[0].udata == &marker);
  EXPECT((events[0].flags & EV_ERROR) != 0 && events[0].data == ENOENT);
  EXPECT(queue.Apply(other.near, EVFILT_WRITE, EV_DELETE) == 0);
}

void ReceiptsAreOneEach(const System&) {
  const Pair pair;
  const Queue queue;
  const std::array changes{Change(pair.near, EVFILT_READ, EV_ADD | EV_RECEIPT),
                           Change(pair.near, EVFILT_WRITE, EV_DELETE | EV_RECEIPT),
                           Change(pair.near, EVFILT_WRITE, EV_ADD | EV_RECEIPT)};
  // Read and written in place, as programs do.
  std::array events = changes;
  EXPECT(::kevent(queue.fd(), events.data(), 3, events.data(), 3, nullptr) == 3);
  for (size_t i = 0; i < events.size(); ++i) {
    EXPECT(events[i].filter == changes[i].filter);
    EXPECT(events[i].flags == (changes[i].flags | EV_ERROR));
    EXPECT(events[i].data == (i == 1 ? ENOENT : 0));
  }
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_DELETE) == 0);
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_DELETE) == 0);
}

void ReceiptsWithoutRoom(const System&) {
  const Pair pair;
  const Pair other;
  const Queue queue;
  const std::array changes{Change(pair.near, EVFILT_WRITE, EV_ADD | EV_RECEIPT),
                           Change(other.near, EVFILT_WRITE, EV_ADD | EV_RECEIPT)};
  EXPECT(::kevent(queue.fd(), changes.data(), 2, nullptr, 0, nullptr) == 0);
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_DELETE) == 0);
  EXPECT(queue.Apply(other.near, EVFILT_WRITE, EV_DELETE) == ENOENT);
}

void AddingAgainModifies(const System&) {
  const Pair pair;
  const Queue queue;
  int first = 0;
  int second = 0;
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ADD, 0, 0, &first) == 0);
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ADD, 0, 0, &second) == 0);
  const Events events = queue.Wait();
  EXPECT(events.size() == 1 && events[0].udata == &second);
}

void ClearReportsActivations(const System&) {
  const Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD | EV_CLEAR) == 0);
  Send(pair.far, "a");
  EXPECT(queue.Wait().size() == 1);
  EXPECT(queue.Wait().empty());
  Send(pair.far, "b");
  const Events events = queue.Wait();
  EXPECT(events.size() == 1 && events[0].data == 2);
  EXPECT(queue.Wait().empty());
}

void OneShotReportsOnce(const System&) {
  const Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ADD | EV_ONESHOT) == 0);
  EXPECT(queue.Wait().size() == 1);
  EXPECT(queue.Wait().empty());
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_DELETE) == ENOENT);
}

void DispatchDisables(const System&) {
  const Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD | EV_DISPATCH) == 0);
  Send(pair.far, "a");
  EXPECT(queue.Wait().size() == 1);
  Send(pair.far, "b");
  EXPECT(queue.Wait().empty());
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ENABLE) == 0);
  EXPECT(queue.Wait().size() == 1);
  EXPECT(queue.Wait().empty());
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_DELETE) == 0);
}

void DisabledIsSilentUntilEnabled(const System&) {
  const Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ENABLE) == ENOENT);
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ADD | EV_DISABLE) == 0);
  EXPECT(queue.Wait().empty());
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ADD) == 0);
  EXPECT(queue.Wait().empty());
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ENABLE) == 0);
  EXPECT(queue.Wait().size() == 1);
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_DISABLE) == 0);
  EXPECT(queue.Wait().empty());
}

void UserFilter(const System&) {
  const Queue queue;
  constexpr int kIdent = 7;
  EXPECT(queue.Apply(kIdent, EVFILT_USER, 0, NOTE_TRIGGER) == ENOENT);
  EXPECT(queue.Apply(kIdent, EVFILT_USER, EV_ADD | EV_CLEAR, NOTE_FFCOPY | 5) == 0);
  EXPECT(queue.Wait().empty());
  EXPECT(queue.Apply(kIdent, EVFILT_USER, 0, NOTE_FFOR | 2) == 0);
  EXPECT(queue.Wait().empty());
  EXPECT(queue.Apply(kIdent, EVFILT_USER, 0, NOTE_TRIGGER) == 0);
  const Events events = queue.Wait();
  EXPECT(events.size() == 1 && events[0].ident == kIdent && events[0].fflags == 7);
  EXPECT(queue.Apply(kIdent, EVFILT_USER, 0, NOTE_FFNOP) == 0);
  EXPECT(queue.Wait().empty());
  EXPECT(queue.Apply(kIdent, EVFILT_USER, EV_DELETE) == 0);
  EXPECT(queue.Apply(kIdent, EVFILT_USER, 0, NOTE_TRIGGER) == ENOENT);
}

}  // namespace

std::vector<Row> ChangeRows() {
  return {
      {"EV_DELETE is ENOENT when absent, EBADF when closed", DeleteErrors},
      {"without room a change list stops at the first failure", NoRoomStopsAtTheFirstFailure},
      {"with room an error is an event, and later changes are applied", WithRoomErrorsAreEvents},
      {"EV_RECEIPT gives one result each, with more flags than EV_ERROR", ReceiptsAreOneEach},
      {"EV_RECEIPT without room stops at the first one", ReceiptsWithoutRoom},
      {"adding a filter that is there modifies it", AddingAgainModifies},
      {"EV_CLEAR reports once for each activation", ClearReportsActivations},
      {"EV_ONESHOT reports once and is gone", OneShotReportsOnce},
      {"EV_DISPATCH reports once and is disabled", DispatchDisables},
      {"a disabled filter is silent until EV_ENABLE", DisabledIsSilentUntilEnabled},
      {"EVFILT_USER reports when triggered", UserFilter},
  };
}

}  // namespace kqueue_standin::rows
