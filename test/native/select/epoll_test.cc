/*
epoll(7) by itself, over real descriptors; on Linux:

g++ -std=c++20 -Wall -Wextra -Inative -Itest/native test/native/select/epoll_test.cc \
  native/core/select/linux/epoll.cc native/core/base/posix/descriptor.cc -o /tmp/epoll_test && \
  /tmp/epoll_test
*/
#include "core/select/linux/epoll.h"

#include <fcntl.h>

#include <array>
#include <vector>

#include "check.h"

using namespace selectors_ts::core;
using namespace selectors_ts::test;

namespace {

UniqueFd Epoll() {
  Result<UniqueFd> created = CreateEpoll();
  CHECK(static_cast<bool>(created));
  return std::move(*created);
}

void Add(const UniqueFd& epoll, const UniqueFd& fd, uint32_t events, uint64_t data) {
  CHECK(static_cast<bool>(ControlEpoll(epoll.get(), EPOLL_CTL_ADD, {fd.get(), events, data})));
}

std::vector<epoll_event> Wait(const UniqueFd& epoll, int timeout_ms = 0, size_t room = 8) {
  std::vector<epoll_event> events(room);
  Result<int> count = WaitEpoll(epoll.get(), events, timeout_ms);
  CHECK(static_cast<bool>(count));
  events.resize(static_cast<size_t>(*count));
  return events;
}

void CloseOnExec() {
  CHECK((::fcntl(Epoll().get(), F_GETFD) & FD_CLOEXEC) != 0);
}

void DataComesBackWhole() {
  const UniqueFd epoll = Epoll();
  const Ends pair = Socketpair();
  constexpr uint64_t kData = 0xfedc'ba98'7654'3210;
  Add(epoll, pair.first, EPOLLIN | EPOLLOUT, kData);
  std::vector<epoll_event> events = Wait(epoll, -1);
  CHECK(events.size() == 1 && events[0].events == EPOLLOUT && events[0].data.u64 == kData);

  Write(pair.second, "abc");
  CHECK(static_cast<bool>(
      ControlEpoll(epoll.get(), EPOLL_CTL_MOD, {pair.first.get(), EPOLLIN, kData + 1})));
  events = Wait(epoll, -1);
  CHECK(events.size() == 1 && events[0].events == EPOLLIN && events[0].data.u64 == kData + 1);

  CHECK(static_cast<bool>(ControlEpoll(epoll.get(), EPOLL_CTL_DEL, {pair.first.get(), 0, 0})));
  CHECK(Wait(epoll).empty());
}

void Errors() {
  const UniqueFd epoll = Epoll();
  const Ends pair = Socketpair();
  const int fd = pair.first.get();
  const int closed = ClosedNumber();
  Add(epoll, pair.first, EPOLLIN, 0);
  CHECK(FailsWith(ControlEpoll(epoll.get(), EPOLL_CTL_ADD, {fd, EPOLLIN, 0}), EEXIST, "epoll_ctl"));
  CHECK(FailsWith(ControlEpoll(epoll.get(), EPOLL_CTL_DEL, {pair.second.get(), 0, 0}), ENOENT,
                  "epoll_ctl"));
  CHECK(FailsWith(ControlEpoll(epoll.get(), EPOLL_CTL_ADD, {closed, EPOLLIN, 0}), EBADF,
                  "epoll_ctl"));
  const UniqueFd file(::open("/proc/self/exe", O_RDONLY));
  CHECK(FailsWith(ControlEpoll(epoll.get(), EPOLL_CTL_ADD, {file.get(), EPOLLIN, 0}), EPERM,
                  "epoll_ctl"));
  CHECK(FailsWith(WaitEpoll(epoll.get(), {}, 0), EINVAL, "epoll_wait"));
  std::array<epoll_event, 1> room{};
  CHECK(FailsWith(WaitEpoll(fd, room, 0), EINVAL, "epoll_wait"));
  CHECK(FailsWith(WaitEpoll(-1, room, 0), EBADF, "epoll_wait"));
}

void RebuildingLeavesTheDeadBehind() {
  const UniqueFd epoll = Epoll();
  Ends pair = Socketpair();
  const Ends other = Socketpair();
  Add(epoll, pair.first, EPOLLOUT, 1);
  Add(epoll, other.first, EPOLLOUT, 2);
  const int closed = pair.first.get();
  const UniqueFd duplicate(::dup(closed));
  Shut(pair.first);
  // The description lives on, its number does not: nothing can take it out of the set.
  CHECK(Wait(epoll).size() == 2);
  CHECK(FailsWith(ControlEpoll(epoll.get(), EPOLL_CTL_DEL, {closed, 0, 0}), EBADF, "epoll_ctl"));

  const std::array interests{EpollInterest{closed, EPOLLOUT, 3},
                             EpollInterest{other.first.get(), EPOLLOUT, 4}};
  CHECK(static_cast<bool>(RebuildEpoll(epoll.get(), interests)));
  const std::vector<epoll_event> events = Wait(epoll);
  CHECK(events.size() == 1 && events[0].data.u64 == 4);
  CHECK((::fcntl(epoll.get(), F_GETFD) & FD_CLOEXEC) != 0);
}

}  // namespace

int main() {
  CloseOnExec();
  DataComesBackWhole();
  Errors();
  RebuildingLeavesTheDeadBehind();
  std::puts("epoll: ok");
}
