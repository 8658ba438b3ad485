// core/select/loop.h with kqueue(2), which is not known to refuse anything.
#include "core/select/system.h"

namespace selectors_ts::core {

Status AddToLoop(int /*backend_fd*/, int /*fd*/) {
  return Done();
}

}  // namespace selectors_ts::core
