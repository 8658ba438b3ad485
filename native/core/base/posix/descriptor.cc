#include "core/base/system.h"

#include <fcntl.h>
#include <unistd.h>

#include "core/base/unique_fd.h"

namespace selectors_ts::core {

Status Close(int fd) {
  if (::close(fd) < 0 && errno != EINTR) return LastError("close");
  return Done();
}

bool IsOpen(int fd) {
  return ::fcntl(fd, F_GETFD) >= 0;
}

Result<UniqueFd> Duplicate(int fd) {
  const int duplicate = ::fcntl(fd, F_DUPFD_CLOEXEC, 0);
  if (duplicate < 0) return LastError("fcntl");
  return UniqueFd(duplicate);
}

Status SetNonblocking(int fd, bool nonblocking) {
  const int flags = ::fcntl(fd, F_GETFL);
  if (flags < 0) return LastError("fcntl");
  const int wanted = nonblocking ? flags | O_NONBLOCK : flags & ~O_NONBLOCK;
  if (wanted == flags) return Done();
  return DoneOrError(::fcntl(fd, F_SETFL, wanted), "fcntl");
}

Status SetCloseOnExec(int fd) {
  return DoneOrError(::fcntl(fd, F_SETFD, FD_CLOEXEC), "fcntl");
}

}  // namespace selectors_ts::core
