// What the system calls this thread: gettid(2) and its kin.
#pragma once

#include <cstdint>

namespace selectors_ts::core {

int64_t ThreadId();

}  // namespace selectors_ts::core
