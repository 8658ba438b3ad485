// One descriptor in a kqueue: its entry in the epoll(7) set below, and which open file it is for.
#pragma once

#include <sys/types.h>

#include <cstdint>

#include "readiness.h"

namespace kqueue_standin {

/// A BSD drops the filters of a number the moment it is closed, even when a duplicate keeps the
/// file open. Linux tells nobody, so every use of a filter asks first whether the number still
/// names the file it was added for.
///
/// Holding a duplicate to compare with (kcmp(2)) was rejected: the peer would not see the end of
/// the connection. The epoll entry holds nothing, and its key is the open file and the number
/// together: adding it once more is EEXIST, with no other effect, exactly while the number names
/// that file. (Closing a number and duplicating the same open file into it again therefore goes
/// unnoticed.) Regular files have no epoll entry; device and inode must do for them.
class Watch {
 public:
  /// `serial` tells its epoll events from those of earlier watches of the same number: an entry
  /// whose number is closed cannot be deleted while a duplicate lives.
  Watch(int fd, uint32_t serial);

  FileKind kind() const { return kind_; }
  bool read() const { return read_; }
  bool write() const { return write_; }
  /// Whether epoll(7) watches it. The others are looked at in each wait.
  bool in_epoll() const { return in_epoll_; }
  /// What its epoll events carry.
  uint64_t tag() const { return uint64_t{serial_} << 32 | static_cast<uint32_t>(fd_); }
  static int FdOf(uint64_t tag) { return static_cast<int>(tag & UINT32_MAX); }

  /// Has epoll(7) report what the filters present need; 0 or an errno.
  int SetFilters(int epoll_fd, bool read, bool write);

  bool StillNamesItsFile(int epoll_fd) const;

 private:
  int fd_;
  uint32_t serial_;
  FileKind kind_;
  dev_t device_;
  ino_t inode_;
  bool read_ = false;
  bool write_ = false;
  bool in_epoll_ = false;
};

}  // namespace kqueue_standin
