// Names and addresses of hosts and services: getaddrinfo(3), getnameinfo(3).
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/socket/address.h"

namespace selectors_ts::core {

/// One of the EAI_ codes, without its sign, which some systems give it; in place of EAI_SYSTEM,
/// which not every system has, the errno.
struct LookupError {
  int code;
  bool is_errno;
};

struct LookupQuery {
  std::optional<std::string> host;
  std::optional<std::string> service;
  int family;
  int type;
  int protocol;
  int flags;
};

struct LookupEntry {
  int family;
  int type;
  int protocol;
  std::string canonical_name;
  SocketAddress address;
};

/// Blocks for as long as the system's resolver does.
std::variant<std::vector<LookupEntry>, LookupError> LookUpAddresses(const LookupQuery& query);

/// Host and service, in this order. Blocks too.
std::variant<std::pair<std::string, std::string>, LookupError> LookUpName(
    const SocketAddress& address, int flags);

/// gai_strerror(3), for a code as it stands in a LookupError.
const char* LookupErrorMessage(int code);

}  // namespace selectors_ts::core
