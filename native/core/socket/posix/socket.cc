#include "core/socket/system.h"

#include <sys/ioctl.h>
#include <sys/time.h>

#include <algorithm>
#include <climits>

#include "core/base/descriptor.h"

namespace selectors_ts::core {

namespace {

// Linux and the BSDs keep SIGPIPE away call by call, Darwin socket by socket.
#ifdef MSG_NOSIGNAL
constexpr int kNoSignal = MSG_NOSIGNAL;
#else
constexpr int kNoSignal = 0;
#endif

Status PreventSigpipe(int fd) {
#ifdef SO_NOSIGPIPE
  const int enabled = 1;
  return DoneOrError(::setsockopt(fd, SOL_SOCKET, SO_NOSIGPIPE, &enabled, sizeof(enabled)),
                     "setsockopt");
#else
  (void)fd;
  return Done();
#endif
}

#if defined(SOCK_CLOEXEC) && defined(SOCK_NONBLOCK)
#define SELECTORS_TS_SOCKET_FLAGS
constexpr int kSocketFlags = SOCK_CLOEXEC | SOCK_NONBLOCK;
#else
constexpr int kSocketFlags = 0;
#endif

/// Does for a new socket what the flags above have not done already.
Result<UniqueFd> Prepared(UniqueFd socket) {
#ifdef SELECTORS_TS_SOCKET_FLAGS
  const Status status = PreventSigpipe(socket.get());
#else
  const Status status = AdoptSocket(socket.get());
#endif
  if (!status) return status.error();
  return socket;
}

/// Kernels differ in what they say to more than INT_MAX bytes; fewer is always allowed to happen.
template <typename Bytes>
size_t Clamped(const Bytes& bytes) {
  return std::min(bytes.size(), static_cast<size_t>(INT_MAX));
}

Result<int> Count(ssize_t result, const char* call) {
  return CountOrError(static_cast<int>(result), call);
}

/// Truncated addresses come with the length that they would have had.
void ClampLength(SocketAddress& address) {
  address.length = std::min<socklen_t>(address.length, sizeof(address.storage));
}

Result<int> FamilyOf(int fd) {
#ifdef SO_DOMAIN
  int family = 0;
  socklen_t length = sizeof(family);
  if (::getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &family, &length) < 0) {
    return LastError("getsockopt");
  }
  return family;
#else
  SocketAddress address;
  const Status status = LocalAddress(fd, address);
  if (!status) return status.error();
  return static_cast<int>(address.storage.ss_family);
#endif
}

}  // namespace

Result<UniqueFd> CreateSocket(int family, int type, int protocol) {
  const int fd = ::socket(family, type | kSocketFlags, protocol);
  if (fd < 0) return LastError("socket");
  return Prepared(UniqueFd(fd));
}

Result<std::pair<UniqueFd, UniqueFd>> CreateSocketPair(int family, int type, int protocol) {
  int fds[2];
  if (::socketpair(family, type | kSocketFlags, protocol, fds) < 0) return LastError("socketpair");
  Result<UniqueFd> first = Prepared(UniqueFd(fds[0]));
  Result<UniqueFd> second = Prepared(UniqueFd(fds[1]));
  if (!first) return first.error();
  if (!second) return second.error();
  return std::pair(std::move(*first), std::move(*second));
}

Status AdoptSocket(int fd) {
  const Status nonblocking = SetNonblocking(fd, true);
  if (!nonblocking) return nonblocking;
  const Status close_on_exec = SetCloseOnExec(fd);
  if (!close_on_exec) return close_on_exec;
  return PreventSigpipe(fd);
}

Result<SocketKind> DescribeSocket(int fd) {
  SocketKind kind{};
  Result<int> family = FamilyOf(fd);
  if (!family) return family.error();
  kind.family = *family;
  socklen_t length = sizeof(int);
  if (::getsockopt(fd, SOL_SOCKET, SO_TYPE, &kind.type, &length) < 0) {
    return LastError("getsockopt");
  }
#ifdef SO_PROTOCOL
  length = sizeof(int);
  if (::getsockopt(fd, SOL_SOCKET, SO_PROTOCOL, &kind.protocol, &length) < 0) {
    return LastError("getsockopt");
  }
#endif
  return kind;
}

Result<UniqueFd> Accept(int fd, SocketAddress& peer) {
  peer.length = sizeof(peer.storage);
#ifdef SELECTORS_TS_SOCKET_FLAGS
  const int accepted = ::accept4(fd, peer.get(), &peer.length, kSocketFlags);
#else
  const int accepted = ::accept(fd, peer.get(), &peer.length);
#endif
  if (accepted < 0) return LastError("accept");
  ClampLength(peer);
  return Prepared(UniqueFd(accepted));
}

Status Bind(int fd, const SocketAddress& address) {
  return DoneOrError(::bind(fd, address.get(), address.length), "bind");
}

Status Connect(int fd, const SocketAddress& address) {
  return DoneOrError(::connect(fd, address.get(), address.length), "connect");
}

Status ForgetConnection(int fd) {
  sockaddr unspecified{};
  unspecified.sa_family = AF_UNSPEC;
  return DoneOrError(::connect(fd, &unspecified, sizeof(unspecified)), "connect");
}

Status Listen(int fd, int backlog) {
  return DoneOrError(::listen(fd, backlog), "listen");
}

Status Shutdown(int fd, int how) {
  return DoneOrError(::shutdown(fd, how), "shutdown");
}

Result<int> Receive(int fd, std::span<std::byte> buffer, int flags) {
  if (buffer.empty()) {
    if (fd < 0) return Error{EBADF, "recv"};
    return 0;
  }
  return Count(::recv(fd, buffer.data(), Clamped(buffer), flags), "recv");
}

Result<int> ReceiveFrom(int fd, std::span<std::byte> buffer, int flags, SocketAddress& sender) {
  sender.length = sizeof(sender.storage);
  const ssize_t count =
      ::recvfrom(fd, buffer.data(), Clamped(buffer), flags, sender.get(), &sender.length);
  if (count < 0) {
    const Error error = LastError("recvfrom");
    sender.length = 0;
    return error;
  }
  ClampLength(sender);
  return static_cast<int>(count);
}

Result<int> Send(int fd, std::span<const std::byte> data, int flags) {
  return Count(::send(fd, data.data(), Clamped(data), flags | kNoSignal), "send");
}

Result<int> SendTo(int fd, std::span<const std::byte> data, int flags,
                   const SocketAddress& receiver) {
  return Count(
      ::sendto(fd, data.data(), Clamped(data), flags | kNoSignal, receiver.get(), receiver.length),
      "sendto");
}

Result<int> Available(int fd) {
  int count = 0;
  if (::ioctl(fd, FIONREAD, &count) < 0) return LastError("ioctl");
  return count;
}

Status LocalAddress(int fd, SocketAddress& address) {
  address.length = sizeof(address.storage);
  if (::getsockname(fd, address.get(), &address.length) < 0) return LastError("getsockname");
  ClampLength(address);
  return Done();
}

Status PeerAddress(int fd, SocketAddress& address) {
  address.length = sizeof(address.storage);
  if (::getpeername(fd, address.get(), &address.length) < 0) return LastError("getpeername");
  ClampLength(address);
  return Done();
}

Result<int> GetOption(int fd, int level, int option, std::span<std::byte> value) {
  socklen_t length = static_cast<socklen_t>(value.size());
  if (::getsockopt(fd, level, option, value.data(), &length) < 0) return LastError("getsockopt");
  return static_cast<int>(length);
}

Result<double> WaitLimit(int fd, int option) {
  timeval limit{};
  socklen_t length = sizeof(limit);
  if (::getsockopt(fd, SOL_SOCKET, option, &limit, &length) < 0) return LastError("getsockopt");
  return static_cast<double>(limit.tv_sec) * 1e3 + static_cast<double>(limit.tv_usec) / 1e3;
}

Status SetOption(int fd, int level, int option, const void* value, socklen_t length) {
  return DoneOrError(::setsockopt(fd, level, option, value, length), "setsockopt");
}

}  // namespace selectors_ts::core
