#include "core/socket/system.h"

#include <arpa/inet.h>
#include <sys/un.h>

#include <algorithm>
#include <cstring>

namespace selectors_ts::core {

namespace {

constexpr size_t kPathOffset = offsetof(sockaddr_un, sun_path);
constexpr size_t kPathSize = sizeof(sockaddr_un::sun_path);

/// The storage as the family's own type.
template <typename Sockaddr>
Sockaddr Read(const SocketAddress& address) {
  Sockaddr specific{};
  std::memcpy(&specific, &address.storage, sizeof(specific));
  return specific;
}

template <typename Sockaddr>
SocketAddress Write(const Sockaddr& specific) {
  SocketAddress address;
  address.length = sizeof(specific);
  std::memcpy(&address.storage, &specific, sizeof(specific));
  return address;
}

bool IsAbstract(std::span<const std::byte> path) {
#ifdef __linux__
  return path.empty() || path[0] == std::byte{0};
#else
  (void)path;
  return false;
#endif
}

/// The bytes of a packed address of the family, 0 for a family that has none.
size_t PackedSize(int family) {
  if (family == AF_INET) return sizeof(in_addr);
  if (family == AF_INET6) return sizeof(in6_addr);
  return 0;
}

}  // namespace

int SocketAddress::family() const {
  return length == 0 ? AF_UNSPEC : storage.ss_family;
}

std::optional<SocketAddress> Ipv4Address(const std::string& host, uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  if (::inet_pton(AF_INET, host.c_str(), &address.sin_addr) != 1) return std::nullopt;
  return Write(address);
}

std::optional<SocketAddress> Ipv6Address(const std::string& host, uint16_t port, uint32_t flow_info,
                                         uint32_t scope_id) {
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  address.sin6_port = htons(port);
  address.sin6_flowinfo = htonl(flow_info);
  address.sin6_scope_id = scope_id;
  if (::inet_pton(AF_INET6, host.c_str(), &address.sin6_addr) != 1) return std::nullopt;
  return Write(address);
}

std::optional<SocketAddress> UnixAddress(std::span<const std::byte> path) {
  // A path of the file system has to leave room for its NUL, an abstract name has none.
  if (path.size() > kPathSize - (IsAbstract(path) ? 0 : 1)) return std::nullopt;
  sockaddr_un specific{};
  specific.sun_family = AF_UNIX;
  std::copy(path.begin(), path.end(), reinterpret_cast<std::byte*>(specific.sun_path));
  SocketAddress address = Write(specific);
  address.length = static_cast<socklen_t>(kPathOffset + path.size());
  return address;
}

InternetParts PartsOf(const SocketAddress& address) {
  char host[INET6_ADDRSTRLEN] = "";
  if (address.family() == AF_INET) {
    const auto ipv4 = Read<sockaddr_in>(address);
    ::inet_ntop(AF_INET, &ipv4.sin_addr, host, sizeof(host));
    return {host, ntohs(ipv4.sin_port), 0, 0};
  }
  const auto ipv6 = Read<sockaddr_in6>(address);
  ::inet_ntop(AF_INET6, &ipv6.sin6_addr, host, sizeof(host));
  return {host, ntohs(ipv6.sin6_port), ntohl(ipv6.sin6_flowinfo), ipv6.sin6_scope_id};
}

std::span<const std::byte> BytesOf(const SocketAddress& address) {
  const auto storage = std::as_bytes(std::span(&address.storage, 1));
  const size_t offset = address.family() == AF_UNIX ? kPathOffset : offsetof(sockaddr, sa_data);
  const size_t length = std::min<size_t>(address.length, storage.size());
  if (length <= offset) return {};
  const auto bytes = storage.subspan(offset, length - offset);
  if (address.family() != AF_UNIX || IsAbstract(bytes)) return bytes;
  // The kernel counts the NUL of a path in its length, or does not, or pads with several.
  return bytes.first(::strnlen(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

std::optional<std::string> ParseIp(int family, const std::string& text) {
  std::string packed(PackedSize(family), '\0');
  if (packed.empty() || ::inet_pton(family, text.c_str(), packed.data()) != 1) return std::nullopt;
  return packed;
}

std::optional<std::string> FormatIp(int family, std::span<const std::byte> packed) {
  if (packed.empty() || packed.size() != PackedSize(family)) return std::nullopt;
  char text[INET6_ADDRSTRLEN] = "";
  if (::inet_ntop(family, packed.data(), text, sizeof(text)) == nullptr) return std::nullopt;
  return text;
}

}  // namespace selectors_ts::core
