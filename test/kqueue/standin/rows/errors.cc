// Change lists: how errors and receipts come back, and what is applied after one.
#include <array>

#include "row.h"

namespace kqueue_standin::rows {
namespace {

void DeleteErrors(const System& system) {
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
  for (const unsigned flags : {EV_DELETE, EV_ENABLE, EV_DISABLE, 0}) {
    EXPECT(queue.Apply(number, EVFILT_READ, flags) == system.closed_number_errno);
  }
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

void WithRoomErrorsAreEvents(const System& system) {
  const Pair pair;
  const Pair other;
  const Queue queue;
  const std::array changes{Change(pair.near, EVFILT_READ, EV_DELETE, 0, 0, 7),
                           Change(other.near, EVFILT_WRITE, EV_ADD)};
  std::array<struct kevent, 4> events{};
  // No wait for events when there are errors to return.
  EXPECT(::kevent(queue.fd(), changes.data(), 2, events.data(), 4, nullptr) == 1);
  EXPECT(events[0].ident == static_cast<uintptr_t>(pair.near));
  EXPECT(events[0].filter == EVFILT_READ && events[0].udata == ToUdata(7));
  EXPECT(events[0].flags == (EV_ERROR | (system.errors_keep_flags ? EV_DELETE : 0)));
  EXPECT(events[0].data == ENOENT);
  EXPECT(queue.Apply(other.near, EVFILT_WRITE, EV_DELETE) == 0);
}

void ReceiptsAreOneEach(const System& system) {
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
    EXPECT(events[i].flags == (EV_ERROR | (system.errors_keep_flags ? changes[i].flags : 0U)));
    EXPECT(events[i].data == (i == 1 ? ENOENT : 0));
  }
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_DELETE) == 0);
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_DELETE) == 0);
}

void ReceiptsWithoutRoom(const System& system) {
  const Pair pair;
  const Pair other;
  const Queue queue;
  const std::array changes{Change(pair.near, EVFILT_WRITE, EV_ADD | EV_RECEIPT),
                           Change(other.near, EVFILT_WRITE, EV_ADD | EV_RECEIPT)};
  EXPECT(::kevent(queue.fd(), changes.data(), 2, nullptr, 0, nullptr) == 0);
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_DELETE) == 0);
  const int outcome = system.receipts_need_room ? ENOENT : 0;
  EXPECT(queue.Apply(other.near, EVFILT_WRITE, EV_DELETE) == outcome);
}

void FailureWithReceiptWithoutRoom(const System&) {
  const Pair pair;
  const Queue queue;
  const std::array changes{Change(pair.near, EVFILT_READ, EV_DELETE | EV_RECEIPT),
                           Change(pair.near, EVFILT_WRITE, EV_ADD | EV_RECEIPT)};
  EXPECT(::kevent(queue.fd(), changes.data(), 2, nullptr, 0, nullptr) == -1 && errno == ENOENT);
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_DELETE) == ENOENT);
}

}  // namespace

std::vector<Row> ErrorRows() {
  return {
      {"EV_DELETE is ENOENT when absent, EBADF or ENOENT when closed", DeleteErrors},
      {"without room a change list stops at the first failure", NoRoomStopsAtTheFirstFailure},
      {"with room an error is an event, and later changes are applied", WithRoomErrorsAreEvents},
      {"EV_RECEIPT gives one result each: EV_ERROR with the change's flags or alone",
       ReceiptsAreOneEach},
      {"EV_RECEIPT without room stops at the first one or goes on", ReceiptsWithoutRoom},
      {"a failure without room stops with EV_RECEIPT too", FailureWithReceiptWithoutRoom},
  };
}

}  // namespace kqueue_standin::rows
