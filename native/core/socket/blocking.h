// The two calls for which a non-blocking socket has nothing to wait on: on Linux connect(2) to a
// UNIX listener whose queue is full, and sendto(2) to a UNIX datagram socket that is full, say
// EAGAIN while poll(2) calls the sender writable. Here the kernel does the waiting, within
// SO_SNDTIMEO; the socket (and its duplicates) blocks for that long. Time-outs end in EAGAIN,
// signals in EINTR.
#pragma once

#include <cstddef>
#include <span>

#include "core/base/result.h"
#include "core/socket/address.h"

namespace selectors_ts::core {

/// Waits for at most `timeout_ms`, and never for more than a minute: without a time-out the kernel
/// would take up the call again after a signal. A negative one is that minute.
Status ConnectBlocking(int fd, const SocketAddress& address, int timeout_ms);

Result<int> SendToBlocking(int fd, std::span<const std::byte> data, int flags,
                           const SocketAddress& receiver, int timeout_ms);

}  // namespace selectors_ts::core
