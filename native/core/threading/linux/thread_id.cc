// core/threading/thread_id.h with gettid(2), which glibc has a wrapper for only since 2.30.
#include <sys/syscall.h>
#include <unistd.h>

#include "core/threading/system.h"

namespace selectors_ts::core {

int64_t ThreadId() {
  return ::syscall(SYS_gettid);
}

}  // namespace selectors_ts::core
