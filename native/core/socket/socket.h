// Sockets: socket(2), accept(2), connect(2), recv(2), send(2), getsockopt(2). Every socket made
// here is non-blocking and close-on-exec, and raises no SIGPIPE: who wants to wait, waits with
// poll(2).
#pragma once

#include <cstddef>
#include <span>
#include <utility>

#include "core/base/result.h"
#include "core/base/unique_fd.h"
#include "core/socket/address.h"

namespace selectors_ts::core {

Result<UniqueFd> CreateSocket(int family, int type, int protocol);

Result<std::pair<UniqueFd, UniqueFd>> CreateSocketPair(int family, int type, int protocol);

/// Makes a socket that came from elsewhere like those made here.
Status AdoptSocket(int fd);

struct SocketKind {
  int family;
  int type;
  int protocol;
};

/// What the kernel says a descriptor is; ENOTSOCK if it is no socket.
Result<SocketKind> DescribeSocket(int fd);

Result<UniqueFd> Accept(int fd, SocketAddress& peer);
Status Bind(int fd, const SocketAddress& address);
Status Connect(int fd, const SocketAddress& address);
/// Has the next Connect begin anew. Linux owes a socket whose connection has failed an ECONNABORTED
/// if SO_ERROR has told of it; elsewhere this fails and does nothing.
Status ForgetConnection(int fd);
Status Listen(int fd, int backlog);
Status Shutdown(int fd, int how);

/// With no room for a byte it is 0 without a system call, which might wait, fail, or take a
/// datagram.
Result<int> Receive(int fd, std::span<std::byte> buffer, int flags);
/// No sender is no address, after an error too.
Result<int> ReceiveFrom(int fd, std::span<std::byte> buffer, int flags, SocketAddress& sender);
Result<int> Send(int fd, std::span<const std::byte> data, int flags);
Result<int> SendTo(int fd, std::span<const std::byte> data, int flags,
                   const SocketAddress& receiver);

/// How many bytes can be received without waiting: FIONREAD.
Result<int> Available(int fd);

Status LocalAddress(int fd, SocketAddress& address);
Status PeerAddress(int fd, SocketAddress& address);

/// Fills in the value; returns its length.
Result<int> GetOption(int fd, int level, int option, std::span<std::byte> value);
/// How long a call on a blocking socket waits by `option`, SO_RCVTIMEO or SO_SNDTIMEO:
/// milliseconds, and 0 for any time.
Result<double> WaitLimit(int fd, int option);
/// `value` may be null, with a length for the options that want just that (AF_ALG).
Status SetOption(int fd, int level, int option, const void* value, socklen_t length);

}  // namespace selectors_ts::core
