#include "core/select/poll.h"

namespace selectors_ts::core {

Result<int> WaitPoll(std::span<pollfd> descriptors, int timeout_ms) {
  const nfds_t count = static_cast<nfds_t>(descriptors.size());
  return CountOrError(::poll(descriptors.data(), count, timeout_ms), "poll");
}

}  // namespace selectors_ts::core
