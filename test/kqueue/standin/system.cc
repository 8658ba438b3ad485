#include "system.h"

#include <cstdlib>
#include <string_view>

namespace kqueue_standin {

std::optional<System> SystemFromEnvironment() {
  const char* set = std::getenv("SELECTORS_TS_KQUEUE_SYSTEM");
  const std::string_view name = set == nullptr ? "freebsd" : set;
  if (name == "freebsd") return kFreeBsd;
  if (name == "netbsd") return kNetBsd;
  if (name == "macos") return kMacOs;
  return std::nullopt;
}

}  // namespace kqueue_standin
