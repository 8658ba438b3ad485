// Darwin refuses descriptors at and above FD_SETSIZE unless this is defined before its headers.
#define _DARWIN_UNLIMITED_SELECT 1

#include "core/select/system.h"

#include <sys/select.h>

#include "core/base/descriptor.h"

namespace selectors_ts::core {

Result<int> WaitSelect(int nfds, DescriptorSets sets, int64_t timeout_us) {
  // The kernel looks at no descriptor above its table of open files, and leaves those bits as they
  // are: a closed descriptor up there would come back as ready. The highest one being open, the
  // table reaches that far, and the kernel finds the closed ones below by itself. (Differs from
  // CPython: there it is ready.)
  if (nfds > 0 && !IsOpen(nfds - 1)) return Error{EBADF, "select"};

  timeval timeout{};
  timeout.tv_sec = static_cast<decltype(timeout.tv_sec)>(timeout_us / 1'000'000);
  timeout.tv_usec = static_cast<decltype(timeout.tv_usec)>(timeout_us % 1'000'000);
  return CountOrError(
      ::select(nfds, reinterpret_cast<fd_set*>(sets.readers),
               reinterpret_cast<fd_set*>(sets.writers), reinterpret_cast<fd_set*>(sets.exceptional),
               timeout_us < 0 ? nullptr : &timeout),
      "select");
}

}  // namespace selectors_ts::core
