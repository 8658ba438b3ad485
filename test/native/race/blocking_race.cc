/*
Calls that wait in the kernel, of several threads with one socket: afterwards it is as it was.

g++ -std=c++20 -g -O1 -fsanitize=thread -Wall -Wextra -pthread -Inative -Itest/native \
  test/native/race/blocking_race.cc native/core/socket/posix/blocking.cc \
  native/core/socket/posix/socket.cc native/core/socket/posix/address.cc \
  native/core/select/posix/poll.cc native/core/base/posix/descriptor.cc -o /tmp/blocking_race && \
  /tmp/blocking_race
*/
#include "core/socket/blocking.h"

#include <fcntl.h>
#include <sys/time.h>

#include <array>
#include <atomic>

#include "core/base/descriptor.h"
#include "core/select/poll.h"
#include "core/socket/socket.h"
#include "race.h"

using namespace selectors_ts::core;
using namespace selectors_ts::test;

namespace {

constexpr int kSenders = 3;
constexpr int kEach = 30;

UniqueFd UnixSocket(int type) {
  Result<UniqueFd> created = CreateSocket(AF_UNIX, type, 0);
  CHECK(static_cast<bool>(created));
  return std::move(*created);
}

/// At an address of the kernel's choice.
SocketAddress BindAnywhere(const UniqueFd& fd) {
  CHECK(static_cast<bool>(Bind(fd.get(), *UnixAddress({}))));
  SocketAddress address;
  CHECK(static_cast<bool>(LocalAddress(fd.get(), address)));
  return address;
}

void IsAsItWas(const UniqueFd& fd) {
  timeval timeout{1, 1};
  CHECK(static_cast<bool>(GetOption(fd.get(), SOL_SOCKET, SO_SNDTIMEO,
                                    std::as_writable_bytes(std::span(&timeout, 1)))));
  CHECK(timeout.tv_sec == 0 && timeout.tv_usec == 0);
  CHECK((::fcntl(fd.get(), F_GETFL) & O_NONBLOCK) != 0);
}

bool WouldBlock(Error error) {
  return error.code == EAGAIN;
}

void AwaitReadable(const UniqueFd& fd) {
  std::array polled{ToRead(fd.get())};
  CHECK(static_cast<bool>(WaitPoll(polled, -1)));
}

/// All with one socket, to a receiver that has little room.
void SendToOne(Random& random) {
  const UniqueFd receiver = UnixSocket(SOCK_DGRAM);
  const SocketAddress address = BindAnywhere(receiver);
  const UniqueFd sender = UnixSocket(SOCK_DGRAM);
  std::atomic<int> sent = 0;
  std::thread reader([&] {
    std::array<std::byte, 8> buffer;
    for (int received = 0; received < kSenders * kEach; ++received) {
      AwaitReadable(receiver);
      CHECK(static_cast<bool>(Receive(receiver.get(), buffer, 0)));
    }
  });
  InThreads(random, kSenders, 1, [&](Random& its, int64_t) {
    const std::array<std::byte, 3> data{};
    for (int i = 0; i < kEach;) {
      Result<int> count =
          SendToBlocking(sender.get(), data, 0, address, its.OneIn(4) ? -1 : 1 + its.Below(3));
      CHECK(count ? *count == 3 : WouldBlock(count.error()));
      if (!count) continue;
      ++i;
      ++sent;
    }
  });
  reader.join();
  CHECK(sent == kSenders * kEach);
  IsAsItWas(sender);
}

/// Each with a socket of its own, to a listener that takes one at a time.
void ConnectToOne(Random& random) {
  const UniqueFd listener = UnixSocket(SOCK_STREAM);
  const SocketAddress address = BindAnywhere(listener);
  CHECK(static_cast<bool>(Listen(listener.get(), 0)));
  std::thread accepter([&] {
    for (int accepted = 0; accepted < kSenders * kEach; ++accepted) {
      AwaitReadable(listener);
      SocketAddress peer;
      CHECK(static_cast<bool>(Accept(listener.get(), peer)));
    }
  });
  InThreads(random, kSenders, 1, [&](Random& its, int64_t) {
    for (int i = 0; i < kEach;) {
      const UniqueFd socket = UnixSocket(SOCK_STREAM);
      Status connected = ConnectBlocking(socket.get(), address, its.OneIn(4) ? -1 : its.Below(3));
      CHECK(connected || WouldBlock(connected.error()));
      IsAsItWas(socket);
      if (connected) ++i;
    }
  });
  accepter.join();
}

void Round(Random& random) {
  SendToOne(random);
  ConnectToOne(random);
}

}  // namespace

int main(int argc, char** argv) {
  return Race(argc, argv, Round);
}
