// The BSDs' and macOS's kqueue(2): a kernel object that keeps filters, each with an event.
#pragma once

#include <sys/types.h>
// sys/event.h of FreeBSD needs sys/types.h before it.
#include <sys/event.h>
#include <sys/time.h>

#include <cstdint>
#include <span>

#include "core/base/result.h"
#include "core/base/unique_fd.h"

namespace selectors_ts::core {

/// kqueue(2), always close-on-exec.
Result<UniqueFd> CreateKqueue();

/// kevent(2): applies the changes, then waits for at most `events.size()` events. With no room for
/// events it returns at once, whatever the timeout. A negative timeout waits for ever.
Result<int> ControlKqueue(int kqueue_fd, std::span<const struct kevent> changes,
                          std::span<struct kevent> events, int64_t timeout_ns);

}  // namespace selectors_ts::core
