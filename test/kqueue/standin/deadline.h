// The time-out of a kevent(2) call.
#pragma once

#include <cstdint>
#include <ctime>
#include <optional>

#include "system.h"

namespace kqueue_standin {

bool IsValid(const timespec& timeout, const System& system);

class Deadline {
 public:
  /// No time-out is for ever.
  explicit Deadline(const timespec* timeout);

  bool HasPassed() const;

  /// Waits until the descriptor is readable, the deadline or a signal: ppoll(2)'s result. Polling
  /// takes no event from an epoll set, so whichever thread scans first finds it. `at_most_ns` 0 is
  /// no limit.
  int WaitFor(int fd, int64_t at_most_ns) const;

 private:
  std::optional<int64_t> deadline_ns_;
};

}  // namespace kqueue_standin
