// The addresses of sockets, between their parts and struct sockaddr: ip(7), ipv6(7), unix(7),
// inet_pton(3).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "core/base/system_sockets.h"

namespace selectors_ts::core {

/// A sockaddr of any family with its length; no address at all if the length is 0.
struct SocketAddress {
  socklen_t length = 0;
  sockaddr_storage storage{};

  sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }

  /// AF_UNSPEC if there is no address.
  int family() const;
};

/// Nothing if the host is not a numeric IPv4 address.
std::optional<SocketAddress> Ipv4Address(const std::string& host, uint16_t port);

/// Nothing if the host is not a numeric IPv6 address.
std::optional<SocketAddress> Ipv6Address(const std::string& host, uint16_t port, uint32_t flow_info,
                                         uint32_t scope_id);

/// Nothing if the path is too long. On Linux a path that starts with a NUL is a name in the
/// abstract namespace, and an empty one has bind(2) choose such a name.
std::optional<SocketAddress> UnixAddress(std::span<const std::byte> path);

/// The parts of an IPv4 or IPv6 address; an IPv4 address has only the first two.
struct InternetParts {
  std::string host;
  uint16_t port;
  uint32_t flow_info;
  uint32_t scope_id;
};

/// To be called for AF_INET and AF_INET6 only.
InternetParts PartsOf(const SocketAddress& address);

/// The path of an AF_UNIX address, a whole abstract name, or the bytes of a family unknown here.
std::span<const std::byte> BytesOf(const SocketAddress& address);

/// The 4 or 16 bytes of a numeric address; nothing if it is none of that family.
std::optional<std::string> ParseIp(int family, const std::string& text);

/// The text of 4 or 16 bytes; nothing if they are not as many as the family has.
std::optional<std::string> FormatIp(int family, std::span<const std::byte> packed);

}  // namespace selectors_ts::core
