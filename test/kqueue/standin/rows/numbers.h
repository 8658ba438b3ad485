// The process's descriptors and their numbers.
#pragma once

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>

#include "row.h"

namespace kqueue_standin::rows {

inline bool IsReadable(int fd) {
  pollfd polled{.fd = fd, .events = POLLIN, .revents = 0};
  return ::poll(&polled, 1, 0) == 1;
}

// A descriptor for the same file with this very number, which is free.
inline Fd Renumber(int fd, int number) {
  return Fd(::fcntl(fd, F_DUPFD, number));
}

inline size_t OpenDescriptors() {
  DIR* directory = ::opendir("/proc/self/fd");
  EXPECT(directory != nullptr);
  size_t count = 0;
  while (::readdir(directory) != nullptr) ++count;
  ::closedir(directory);
  return count;
}

}  // namespace kqueue_standin::rows
