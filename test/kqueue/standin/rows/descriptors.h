// Descriptors to have filters for.
#pragma once

#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <utility>

#include "expect.h"

namespace kqueue_standin::rows {

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
