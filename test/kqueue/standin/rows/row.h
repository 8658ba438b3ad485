// A row of what kqueue(2) does on real systems, as a test of the stand-in, and what rows are made
// of.
#pragma once

#include <sys/event.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>
#include <string>
#include <vector>

#include "../system.h"
#include "descriptors.h"
#include "expect.h"

namespace kqueue_standin::rows {

struct Row {
  std::string name;
  void (*run)(const System& system);
};

/// The rows of one file, in order.
std::vector<Row> FilterRows();
std::vector<Row> SocketRows();
std::vector<Row> ConnectionRows();
std::vector<Row> SystemRows();
std::vector<Row> ErrorRows();
std::vector<Row> ChangeRows();
std::vector<Row> LifetimeRows();
std::vector<Row> KqueueRows();
std::vector<Row> WaitingRows();
std::vector<Row> LoadRows();
std::vector<Row> ClosingRows();

/// A pointer in one layout and an integer in the other.
inline Udata ToUdata(intptr_t number) {
  return reinterpret_cast<Udata>(number);
}

inline struct kevent Change(int fd, Filter filter, unsigned flags, unsigned fflags = 0,
                            Data data = 0, intptr_t udata = 0) {
  struct kevent change {};
  EV_SET(&change, static_cast<uintptr_t>(fd), filter, static_cast<Flags>(flags), fflags, data,
         ToUdata(udata));
  return change;
}

inline constexpr timespec kNoWait{};
/// For what must come: far longer than it can take, so that a failure ends too.
inline constexpr timespec kLongWait{.tv_sec = 30, .tv_nsec = 0};

using Events = std::vector<struct kevent>;

class Queue {
 public:
  Queue() : fd_(::kqueue()) {}

  int fd() const { return fd_; }
  void Close() { fd_.Close(); }
  /// Past the stand-in's close().
  void CloseUnseen() { ::syscall(SYS_close, fd_.Release()); }

  /// Makes one change without room for events: 0 or an errno.
  int Apply(int fd, Filter filter, unsigned flags, unsigned fflags = 0, Data data = 0,
            intptr_t udata = 0) const {
    const struct kevent change = Change(fd, filter, flags, fflags, data, udata);
    return ::kevent(fd_, &change, 1, nullptr, 0, nullptr) < 0 ? errno : 0;
  }

  /// Adds an EVFILT_USER and triggers it, in a second change as not every system does it in the
  /// first: 0 or an errno.
  int AddTriggered(int ident) const {
    const int error = Apply(ident, EVFILT_USER, EV_ADD);
    return error != 0 ? error : Apply(ident, EVFILT_USER, 0, NOTE_TRIGGER);
  }

  Events Wait(const timespec& timeout = kNoWait, size_t room = 16) const {
    Events events(room);
    const int count = ::kevent(fd_, nullptr, 0, events.data(), static_cast<int>(room), &timeout);
    EXPECT(count >= 0);
    events.resize(static_cast<size_t>(count));
    return events;
  }

 private:
  Fd fd_;
};

inline const struct kevent* Find(const Events& events, int fd, Filter filter) {
  for (const struct kevent& event : events) {
    if (event.ident == static_cast<uintptr_t>(fd) && event.filter == filter) return &event;
  }
  return nullptr;
}

}  // namespace kqueue_standin::rows
