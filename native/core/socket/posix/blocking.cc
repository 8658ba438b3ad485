#include "core/socket/system.h"

#include <sys/stat.h>
#include <sys/time.h>

#include <algorithm>
#include <map>
#include <mutex>

#include "core/base/descriptor.h"

namespace selectors_ts::core {

namespace {

constexpr int kLongest_ms = 60'000;

timeval ToTimeval(int timeout_ms) {
  // A timeout of 0 would be none at all.
  const int limited_ms = timeout_ms < 0 ? kLongest_ms : std::clamp(timeout_ms, 1, kLongest_ms);
  timeval timeout{};
  timeout.tv_sec = limited_ms / 1000;
  timeout.tv_usec = (limited_ms % 1000) * 1000;
  return timeout;
}

bool IsShorter(const timeval& one, const timeval& other) {
  return one.tv_sec != other.tv_sec ? one.tv_sec < other.tv_sec : one.tv_usec < other.tv_usec;
}

/// Lets sends of a socket block for a while. The last of several threads that do this at once puts
/// everything back; until then none of them waits for longer than the least patient.
class BlockingSends {
 public:
  BlockingSends(int fd, int timeout_ms) : fd_(fd) {
    struct stat status {};
    (void)::fstat(fd, &status);
    inode_ = status.st_ino;
    const timeval timeout = ToTimeval(timeout_ms);
    const std::lock_guard guard(mutex);
    Change& change = changes[inode_];
    if (change.threads++ == 0) {
      socklen_t length = sizeof(change.previous);
      (void)::getsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &change.previous, &length);
      Limit(change.timeout = timeout);
      (void)SetNonblocking(fd_, false);
    } else if (IsShorter(timeout, change.timeout)) {
      Limit(change.timeout = timeout);
    }
  }
  BlockingSends(const BlockingSends&) = delete;
  BlockingSends& operator=(const BlockingSends&) = delete;
  ~BlockingSends() {
    const std::lock_guard guard(mutex);
    const auto found = changes.find(inode_);
    if (--found->second.threads > 0) return;
    (void)SetNonblocking(fd_, true);
    Limit(found->second.previous);
    changes.erase(found);
  }

 private:
  struct Change {
    int threads = 0;
    timeval previous{};
    timeval timeout{};
  };

  void Limit(const timeval& timeout) const {
    (void)SetOption(fd_, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof(timeout));
  }

  inline static std::mutex mutex;
  /// By the inode, which the duplicates of a descriptor share as they share what is changed.
  inline static std::map<ino_t, Change> changes;

  int fd_;
  ino_t inode_;
};

}  // namespace

Status ConnectBlocking(int fd, const SocketAddress& address, int timeout_ms) {
  const BlockingSends blocking(fd, timeout_ms);
  return Connect(fd, address);
}

Result<int> SendToBlocking(int fd, std::span<const std::byte> data, int flags,
                           const SocketAddress& receiver, int timeout_ms) {
  const BlockingSends blocking(fd, timeout_ms);
  return SendTo(fd, data, flags, receiver);
}

}  // namespace selectors_ts::core
