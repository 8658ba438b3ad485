// core/base/waker.h with pipe(2).
#include <unistd.h>

#include "core/base/system.h"

namespace selectors_ts::core {

Result<Waker> Waker::Create() {
  int fds[2];
  if (::pipe(fds) < 0) return LastError("pipe");
  Waker waker{UniqueFd(fds[0]), UniqueFd(fds[1])};
  for (const int fd : fds) {
    if (Status status = SetCloseOnExec(fd); !status) return status.error();
    if (Status status = SetNonblocking(fd, true); !status) return status.error();
  }
  return waker;
}

void Waker::Wake() const {
  // It fails when the pipe is full: then the reader is readable already.
  (void)!::write(writer_.get(), "", 1);
}

void Waker::Drain() const {
  char bytes[64];
  while (::read(reader_.get(), bytes, sizeof bytes) == sizeof bytes) continue;
}

}  // namespace selectors_ts::core
