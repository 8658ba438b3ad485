#include "core/select/bsd/kqueue.h"

namespace selectors_ts::core {

Result<UniqueFd> CreateKqueue() {
  const int fd = ::kqueue();
  if (fd < 0) return LastError("kqueue");
  UniqueFd owned(fd);
  const Status inherited = SetCloseOnExec(fd);
  if (!inherited) return inherited.error();
  return owned;
}

Result<int> ControlKqueue(int kqueue_fd, std::span<const struct kevent> changes,
                          std::span<struct kevent> events, int64_t timeout_ns) {
  timespec timeout{};
  timeout.tv_sec = static_cast<decltype(timeout.tv_sec)>(timeout_ns / 1'000'000'000);
  timeout.tv_nsec = static_cast<decltype(timeout.tv_nsec)>(timeout_ns % 1'000'000'000);
  // A negative time is EINVAL to the kernel: for ever is no time at all.
  return CountOrError(
      ::kevent(kqueue_fd, changes.data(), static_cast<int>(changes.size()), events.data(),
               static_cast<int>(events.size()), timeout_ns < 0 ? nullptr : &timeout),
      "kevent");
}

}  // namespace selectors_ts::core
