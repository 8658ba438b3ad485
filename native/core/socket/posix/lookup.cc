#include "core/socket/system.h"

#include <netdb.h>

#include <cerrno>
#include <cstring>
#include <memory>

namespace selectors_ts::core {

namespace {

// glibc hides these behind _GNU_SOURCE, and the BSDs have no fixed limit: RFC 2553's numbers.
constexpr size_t kMaxHost = 1025;
constexpr size_t kMaxService = 32;

constexpr int kSign = EAI_NONAME < 0 ? -1 : 1;

LookupError ErrorOf(int code) {
  if (code == EAI_SYSTEM) return {errno, true};
  return {kSign * code, false};
}

const char* TextOrNull(const std::optional<std::string>& text) {
  return text ? text->c_str() : nullptr;
}

}  // namespace

std::variant<std::vector<LookupEntry>, LookupError> LookUpAddresses(const LookupQuery& query) {
  addrinfo hints{};
  hints.ai_family = query.family;
  hints.ai_socktype = query.type;
  hints.ai_protocol = query.protocol;
  hints.ai_flags = query.flags;

  addrinfo* found = nullptr;
  const int code = ::getaddrinfo(TextOrNull(query.host), TextOrNull(query.service), &hints, &found);
  if (code != 0) return ErrorOf(code);
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, &::freeaddrinfo);

  std::vector<LookupEntry> entries;
  for (const addrinfo* info = found; info != nullptr; info = info->ai_next) {
    if (info->ai_addrlen > sizeof(sockaddr_storage)) continue;
    SocketAddress address;
    address.length = info->ai_addrlen;
    std::memcpy(&address.storage, info->ai_addr, info->ai_addrlen);
    entries.push_back({info->ai_family, info->ai_socktype, info->ai_protocol,
                       info->ai_canonname == nullptr ? "" : info->ai_canonname, address});
  }
  return entries;
}

std::variant<std::pair<std::string, std::string>, LookupError> LookUpName(
    const SocketAddress& address, int flags) {
  char host[kMaxHost] = "";
  char service[kMaxService] = "";
  const int code = ::getnameinfo(address.get(), address.length, host, sizeof(host), service,
                                 sizeof(service), flags);
  if (code != 0) return ErrorOf(code);
  return std::pair<std::string, std::string>(host, service);
}

const char* LookupErrorMessage(int code) {
  return ::gai_strerror(kSign * code);
}

}  // namespace selectors_ts::core
