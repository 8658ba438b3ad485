#include "core/select/linux/epoll.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace selectors_ts::core {

// A wait for edges takes and returns poll(2)'s events.
static_assert(EPOLLIN == POLLIN && EPOLLOUT == POLLOUT && EPOLLERR == POLLERR &&
              EPOLLHUP == POLLHUP);
#ifdef POLLRDHUP
static_assert(EPOLLRDHUP == POLLRDHUP);
#endif

Result<UniqueFd> CreateEpoll() {
  const int fd = ::epoll_create1(EPOLL_CLOEXEC);
  if (fd < 0) return LastError("epoll_create1");
  return UniqueFd(fd);
}

Status ControlEpoll(int epoll_fd, int operation, const EpollInterest& interest) {
  epoll_event event{};
  event.events = interest.events;
  event.data.u64 = interest.data;
  return DoneOrError(::epoll_ctl(epoll_fd, operation, interest.fd, &event), "epoll_ctl");
}

Status RebuildEpoll(int epoll_fd, std::span<const EpollInterest> interests) {
  Result<UniqueFd> fresh = CreateEpoll();
  if (!fresh) return fresh.error();
  for (const EpollInterest& interest : interests) {
    // The number of a descriptor closed since may be the fresh set's own, which is EINVAL to add.
    if (interest.fd == fresh->get()) continue;
    const Status added = ControlEpoll(fresh->get(), EPOLL_CTL_ADD, interest);
    if (added) continue;
    const int code = added.error().code;
    if (code != EBADF && code != EPERM) return added;
  }
  return DoneOrError(::dup3(fresh->get(), epoll_fd, O_CLOEXEC), "dup3");
}

}  // namespace selectors_ts::core
