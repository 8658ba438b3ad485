#include "core/patient.h"

#include <sys/time.h>

#include <algorithm>

#include "core/descriptor.h"
#include "core/socket.h"

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

/// Lets sends block for a while, and puts everything back.
class BlockingSends {
 public:
  BlockingSends(int fd, int timeout_ms) : fd_(fd) {
    socklen_t length = sizeof(previous_);
    (void)::getsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &previous_, &length);
    const timeval timeout = ToTimeval(timeout_ms);
    (void)SetOption(fd_, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof(timeout));
    (void)SetNonblocking(fd_, false);
  }
  BlockingSends(const BlockingSends&) = delete;
  BlockingSends& operator=(const BlockingSends&) = delete;
  ~BlockingSends() {
    (void)SetNonblocking(fd_, true);
    (void)SetOption(fd_, SOL_SOCKET, SO_SNDTIMEO, &previous_, sizeof(previous_));
  }

 private:
  int fd_;
  timeval previous_{};
};

}  // namespace

Status ConnectPatiently(int fd, const SocketAddress& address, int timeout_ms) {
  const BlockingSends blocking(fd, timeout_ms);
  return Connect(fd, address);
}

Result<int> SendToPatiently(int fd, std::span<const std::byte> data, int flags,
                            const SocketAddress& receiver, int timeout_ms) {
  const BlockingSends blocking(fd, timeout_ms);
  return SendTo(fd, data, flags, receiver);
}

}  // namespace selectors_ts::core
