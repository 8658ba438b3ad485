// core/select/loop.h with epoll(7), which refuses a chain of epoll sets that watch each other if it
// is too long.
#include "core/select/system.h"

#include <sys/epoll.h>

namespace selectors_ts::core {

Status AddToLoop(int backend_fd, int fd) {
  epoll_event event{.events = EPOLLIN, .data = {.fd = fd}};
  if (::epoll_ctl(backend_fd, EPOLL_CTL_ADD, fd, &event) < 0 && errno != EEXIST) {
    return LastError("epoll_ctl");
  }
  return Done();
}

}  // namespace selectors_ts::core
