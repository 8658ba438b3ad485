#include "watch.h"

#include <sys/epoll.h>
#include <sys/stat.h>

#include <cerrno>

namespace kqueue_standin {

Watch::Watch(int fd, uint32_t serial) : fd_(fd), serial_(serial), kind_(KindOf(fd)) {
  struct stat status {};
  ::fstat(fd, &status);
  device_ = status.st_dev;
  inode_ = status.st_ino;
}

int Watch::SetFilters(int epoll_fd, bool read, bool write) {
  // Edge-triggered: an edge stands for a BSD's knote(9) activation, and level-triggered filters are
  // kept in the kqueue's own queue, as there.
  epoll_event wanted{};
  wanted.events = EPOLLET;
  if (read) wanted.events |= EPOLLIN;
  if (write) wanted.events |= EPOLLOUT;
  wanted.data.u64 = tag();

  int result = 0;
  if (!read && !write) {
    if (in_epoll_) result = ::epoll_ctl(epoll_fd, EPOLL_CTL_DEL, fd_, nullptr);
    in_epoll_ = false;
  } else if (in_epoll_) {
    result = ::epoll_ctl(epoll_fd, EPOLL_CTL_MOD, fd_, &wanted);
  } else if (kind_ != FileKind::kRegular) {
    result = ::epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd_, &wanted);
    // Left there by an earlier watch, see the note about duplicating into the same number.
    if (result < 0 && errno == EEXIST) {
      result = ::epoll_ctl(epoll_fd, EPOLL_CTL_MOD, fd_, &wanted);
    }
    in_epoll_ = result == 0;
    // What epoll(7) refuses beside regular files (/dev/null, directories) never blocks either.
    if (result < 0 && errno == EPERM) result = 0;
  }
  if (result < 0) return errno;
  read_ = read;
  write_ = write;
  return 0;
}

bool Watch::StillNamesItsFile(int epoll_fd) const {
  if (!in_epoll_) {
    struct stat status {};
    return ::fstat(fd_, &status) == 0 && status.st_dev == device_ && status.st_ino == inode_;
  }
  epoll_event nothing{};
  if (::epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd_, &nothing) == 0) {
    ::epoll_ctl(epoll_fd, EPOLL_CTL_DEL, fd_, nullptr);
    return false;
  }
  return errno == EEXIST;
}

}  // namespace kqueue_standin
