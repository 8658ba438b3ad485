// What the test programs share: a check that ends the program, and descriptors to test with.
#pragma once

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <utility>

#include "core/base/result.h"
#include "core/base/unique_fd.h"

namespace selectors_ts::test {

inline void Check(bool holds, const char* condition, const char* file, int line) {
  if (holds) return;
  std::fprintf(stderr, "%s:%d: not true: %s (errno: %s)\n", file, line, condition,
               std::strerror(errno));
  // Other threads may run on: nothing of theirs is to be destroyed.
  std::_Exit(1);
}

#define CHECK(condition) ::selectors_ts::test::Check((condition), #condition, __FILE__, __LINE__)

using Ends = std::pair<core::UniqueFd, core::UniqueFd>;

/// A reader and a writer.
inline Ends Pipe() {
  int fds[2];
  CHECK(::pipe(fds) == 0);
  return {core::UniqueFd(fds[0]), core::UniqueFd(fds[1])};
}

inline Ends Socketpair() {
  int fds[2];
  CHECK(::socketpair(AF_UNIX, SOCK_STREAM, 0, fds) == 0);
  return {core::UniqueFd(fds[0]), core::UniqueFd(fds[1])};
}

inline void Write(const core::UniqueFd& fd, std::string_view text) {
  CHECK(::write(fd.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()));
}

inline void Shut(core::UniqueFd& fd) {
  CHECK(static_cast<bool>(core::Close(fd.Release())));
}

/// A number that names no open file.
inline int ClosedNumber() {
  Ends ends = Pipe();
  return ends.first.get();
}

template <typename T>
bool FailsWith(const core::Result<T>& result, int code, std::string_view call) {
  return !result && result.error().code == code && call == result.error().call;
}

}  // namespace selectors_ts::test
