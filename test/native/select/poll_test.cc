/*
poll(2) by itself, over real descriptors:

g++ -std=c++20 -Wall -Wextra -Inative -Itest/native test/native/select/poll_test.cc \
  native/core/select/posix/poll.cc native/core/base/posix/descriptor.cc -o /tmp/poll_test && \
  /tmp/poll_test
*/
#include "core/select/poll.h"

#include <poll.h>

#include <array>

#include "check.h"

using namespace selectors_ts::core;
using namespace selectors_ts::test;

namespace {

void ReadinessOfASocket() {
  const Ends pair = Socketpair();
  std::array polled{PollEntry{pair.first.get(), POLLIN | POLLOUT, 0},
                    PollEntry{pair.second.get(), POLLIN, 0}};
  Result<int> count = WaitPoll(polled, -1);
  CHECK(count && *count == 1);
  CHECK(polled[0].revents == POLLOUT && polled[1].revents == 0);

  Write(pair.second, "abc");
  count = WaitPoll(polled, -1);
  CHECK(count && *count == 1 && polled[0].revents == (POLLIN | POLLOUT));
}

void TheEndIsReported() {
  Ends pipe = Pipe();
  Shut(pipe.second);
  std::array polled{PollEntry{pipe.first.get(), POLLIN, 0}};
  Result<int> count = WaitPoll(polled, -1);
  CHECK(count && *count == 1 && (polled[0].revents & POLLHUP) != 0);
}

void ClosedDescriptorsAreReported() {
  std::array polled{PollEntry{ClosedNumber(), POLLIN, 0}};
  Result<int> count = WaitPoll(polled, -1);
  CHECK(count && *count == 1 && polled[0].revents == POLLNVAL);
}

void NothingReady() {
  Result<int> count = WaitPoll({}, 1);
  CHECK(count && *count == 0);
}

}  // namespace

int main() {
  ReadinessOfASocket();
  TheEndIsReported();
  ClosedDescriptorsAreReported();
  NothingReady();
  std::puts("poll: ok");
}
