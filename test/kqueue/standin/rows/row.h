// A row of what kqueue(2) does on real systems, as a test of the stand-in, and what rows are made
// of.
#pragma once

#include <sys/event.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "../system.h"

namespace kqueue_standin::rows {

struct Row {
  std::string name;
  void (*run)(const System& system);
};

/// The rows of one file, in order.
std::vector<Row> FilterRows();
std::vector<Row> SystemRows();
std::vector<Row> ChangeRows();
std::vector<Row> LifetimeRows();
std::vector<Row> WaitingRows();

inline void ExpectAt(bool met, const char* what, const char* file, int line) {
  if (met) return;
  throw std::runtime_error(std::string(file) + ":" + std::to_string(line) + ": " + what +
                           " (errno " + std::to_string(errno) + ")");
}
#define EXPECT(condition) ExpectAt((condition), #condition, __FILE__, __LINE__)

class Fd {
 public:
  explicit Fd(int fd) : fd_(fd) { EXPECT(fd >= 0); }
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&&) = delete;
  ~Fd() { Close(); }

  operator int() const { return fd_; }
  void Close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }
  int Release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

/// Two connected ends: of a pipe(2) (`read_end`, `write_end`) or of a socketpair(2).
struct Pipe {
  Pipe() : Pipe(Create()) {}
  Fd read_end;
  Fd write_end;

 private:
  explicit Pipe(const std::pair<int, int>& ends) : read_end(ends.first), write_end(ends.second) {}
  static std::pair<int, int> Create() {
    int ends[2];
    EXPECT(::pipe(ends) == 0);
    return {ends[0], ends[1]};
  }
};

struct Pair {
  explicit Pair(int type = SOCK_STREAM) : Pair(Create(type)) {}
  Fd near;
  Fd far;

 private:
  explicit Pair(const std::pair<int, int>& ends) : near(ends.first), far(ends.second) {}
  static std::pair<int, int> Create(int type) {
    int ends[2];
    EXPECT(::socketpair(AF_UNIX, type | SOCK_NONBLOCK, 0, ends) == 0);
    return {ends[0], ends[1]};
  }
};

inline struct kevent Change(int fd, int filter, unsigned flags, unsigned fflags = 0,
                            intptr_t data = 0, void* udata = nullptr) {
  struct kevent change {};
  EV_SET(&change, static_cast<uintptr_t>(fd), static_cast<int16_t>(filter),
         static_cast<uint16_t>(flags), fflags, data, udata);
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
  /// close(2) unseen by ThreadSanitizer, which rightly takes closing what another thread uses for a
  /// race: here it is the point.
  void CloseUnderAWaiter() { ::syscall(SYS_close, fd_.Release()); }

  /// Makes one change without room for events: 0 or an errno.
  int Apply(int fd, int filter, unsigned flags, unsigned fflags = 0, intptr_t data = 0,
            void* udata = nullptr) const {
    const struct kevent change = Change(fd, filter, flags, fflags, data, udata);
    return ::kevent(fd_, &change, 1, nullptr, 0, nullptr) < 0 ? errno : 0;
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

inline const struct kevent* Find(const Events& events, int fd, int filter) {
  for (const struct kevent& event : events) {
    if (event.ident == static_cast<uintptr_t>(fd) && event.filter == filter) return &event;
  }
  return nullptr;
}

inline void Send(int fd, const std::string& bytes) {
  EXPECT(::write(fd, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
}

inline void Receive(int fd, size_t size) {
  std::string bytes(size, '\0');
  EXPECT(::read(fd, bytes.data(), size) == static_cast<ssize_t>(size));
}

/// A file without a name, at its start.
inline Fd TemporaryFile(const std::string& contents) {
  char path[] = "/tmp/kqueue-standin-XXXXXX";
  Fd file(::mkstemp(path));
  EXPECT(::unlink(path) == 0);
  Send(file, contents);
  EXPECT(::lseek(file, 0, SEEK_SET) == 0);
  return file;
}

}  // namespace kqueue_standin::rows
