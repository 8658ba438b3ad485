/*
Sockets, their addresses and look-ups by themselves, over the loopback:

g++ -std=c++20 -Wall -Wextra -Inative -Itest/native test/native/socket/socket_test.cc \
  native/core/socket/posix/socket.cc native/core/socket/posix/address.cc \
  native/core/socket/posix/lookup.cc native/core/socket/posix/blocking.cc \
  native/core/base/posix/descriptor.cc -o /tmp/socket_test && /tmp/socket_test
*/
#include "core/socket/socket.h"

#include <fcntl.h>
#include <netdb.h>
#include <poll.h>

#include <array>
#include <string>

#include "check.h"
#include "core/socket/blocking.h"
#include "core/socket/lookup.h"

using namespace selectors_ts::core;
using namespace selectors_ts::test;

namespace {

std::span<const std::byte> Bytes(std::string_view text) {
  return std::as_bytes(std::span(text));
}

UniqueFd Socket(int family, int type) {
  Result<UniqueFd> created = CreateSocket(family, type, 0);
  CHECK(static_cast<bool>(created));
  return std::move(*created);
}

void AwaitReady(const UniqueFd& fd, short events) {
  pollfd polled{fd.get(), events, 0};
  CHECK(::poll(&polled, 1, -1) == 1);
}

SocketAddress Loopback() {
  return *Ipv4Address("127.0.0.1", 0);
}

SocketAddress BoundAddress(const UniqueFd& fd) {
  SocketAddress address;
  CHECK(static_cast<bool>(LocalAddress(fd.get(), address)));
  return address;
}

void SocketsAreNonblockingAndCloseOnExec() {
  const UniqueFd fd = Socket(AF_INET, SOCK_STREAM);
  CHECK((::fcntl(fd.get(), F_GETFL) & O_NONBLOCK) != 0);
  CHECK((::fcntl(fd.get(), F_GETFD) & FD_CLOEXEC) != 0);
  Result<SocketKind> kind = DescribeSocket(fd.get());
  CHECK(kind && kind->family == AF_INET && kind->type == SOCK_STREAM);
  const Ends pipe = Pipe();
  CHECK(FailsWith(DescribeSocket(pipe.first.get()), ENOTSOCK, "getsockopt"));
}

void AConnection() {
  const UniqueFd listener = Socket(AF_INET, SOCK_STREAM);
  CHECK(static_cast<bool>(Bind(listener.get(), Loopback())));
  CHECK(static_cast<bool>(Listen(listener.get(), 5)));
  SocketAddress peer;
  CHECK(FailsWith(Accept(listener.get(), peer), EAGAIN, "accept"));

  const UniqueFd client = Socket(AF_INET, SOCK_STREAM);
  const Status connected = Connect(client.get(), BoundAddress(listener));
  CHECK(connected || connected.error().code == EINPROGRESS);
  AwaitReady(listener, POLLIN);
  Result<UniqueFd> server = Accept(listener.get(), peer);
  CHECK(static_cast<bool>(server));
  CHECK(PartsOf(peer).port == PartsOf(BoundAddress(client)).port);
  CHECK((::fcntl(server->get(), F_GETFL) & O_NONBLOCK) != 0);

  std::array<std::byte, 16> room{};
  CHECK(FailsWith(Receive(server->get(), room, 0), EAGAIN, "recv"));
  Result<int> count = Send(client.get(), Bytes("hello"), 0);
  CHECK(count && *count == 5);
  AwaitReady(*server, POLLIN);
  count = Available(server->get());
  CHECK(count && *count == 5);
  count = Receive(server->get(), room, 0);
  CHECK(count && *count == 5);

  // Without SIGPIPE, which would end the program.
  CHECK(static_cast<bool>(Shutdown(client.get(), SHUT_WR)));
  CHECK(FailsWith(Send(client.get(), Bytes("more"), 0), EPIPE, "send"));
  AwaitReady(*server, POLLIN);
  count = Receive(server->get(), room, 0);
  CHECK(count && *count == 0);
}

void Datagrams() {
  const UniqueFd receiver = Socket(AF_INET, SOCK_DGRAM);
  const UniqueFd sender = Socket(AF_INET, SOCK_DGRAM);
  CHECK(static_cast<bool>(Bind(receiver.get(), Loopback())));
  CHECK(static_cast<bool>(Bind(sender.get(), Loopback())));
  Result<int> count = SendTo(sender.get(), Bytes("hello"), 0, BoundAddress(receiver));
  CHECK(count && *count == 5);
  AwaitReady(receiver, POLLIN);
  std::array<std::byte, 16> room{};
  SocketAddress from;
  count = ReceiveFrom(receiver.get(), room, 0, from);
  CHECK(count && *count == 5 && PartsOf(from).port == PartsOf(BoundAddress(sender)).port);
}

void Options() {
  const UniqueFd fd = Socket(AF_INET, SOCK_STREAM);
  const int enabled = 1;
  CHECK(
      static_cast<bool>(SetOption(fd.get(), SOL_SOCKET, SO_REUSEADDR, &enabled, sizeof(enabled))));
  int value = 0;
  Result<int> length =
      GetOption(fd.get(), SOL_SOCKET, SO_REUSEADDR, std::as_writable_bytes(std::span(&value, 1)));
  CHECK(length && *length == sizeof(value) && value != 0);
}

void Addresses() {
  const InternetParts ipv6 = PartsOf(*Ipv6Address("fe80::1", 80, 7, 3));
  CHECK(ipv6.host == "fe80::1" && ipv6.port == 80 && ipv6.flow_info == 7 && ipv6.scope_id == 3);
  CHECK(!Ipv4Address("1.2.3", 80) && !Ipv4Address("::1", 80) && !Ipv6Address("1.2.3.4", 80, 0, 0));

  const std::string path = "/tmp/a socket";
  const SocketAddress address = *UnixAddress(Bytes(path));
  const std::span<const std::byte> bytes = BytesOf(address);
  CHECK(std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()) == path);
  CHECK(!UnixAddress(Bytes(std::string(200, 'x'))));

  CHECK(ParseIp(AF_INET, "1.2.3.4")->size() == 4 && !ParseIp(AF_INET, "1.2.3.256"));
  CHECK(*FormatIp(AF_INET6, Bytes(*ParseIp(AF_INET6, "::1"))) == "::1");
  CHECK(!FormatIp(AF_INET, Bytes("abc")) && !ParseIp(-1, "1.2.3.4"));
}

void LookUps() {
  const LookupQuery query{"127.0.0.1", "80", AF_INET, SOCK_STREAM, 0, AI_NUMERICHOST};
  const auto found = LookUpAddresses(query);
  const auto* entries = std::get_if<std::vector<LookupEntry>>(&found);
  CHECK(entries != nullptr && entries->size() == 1);
  CHECK(PartsOf(entries->front().address).port == 80);

  const auto named = LookUpName(entries->front().address, NI_NUMERICHOST | NI_NUMERICSERV);
  const auto* names = std::get_if<std::pair<std::string, std::string>>(&named);
  CHECK(names != nullptr && names->first == "127.0.0.1" && names->second == "80");

  const LookupQuery wrong{"not an address", "80", AF_INET, SOCK_STREAM, 0, AI_NUMERICHOST};
  const auto failed = LookUpAddresses(wrong);
  const auto* error = std::get_if<LookupError>(&failed);
  CHECK(error != nullptr && error->code == std::abs(EAI_NONAME) && !error->is_errno);
  CHECK(std::strcmp(LookupErrorMessage(error->code), ::gai_strerror(EAI_NONAME)) == 0);
}

/// A datagram socket that is full says EAGAIN, though poll(2) calls the sender writable on Linux:
/// the kernel waits here, and puts the socket back as it was.
void BlockingSending() {
  Result<std::pair<UniqueFd, UniqueFd>> pair = CreateSocketPair(AF_UNIX, SOCK_DGRAM, 0);
  CHECK(static_cast<bool>(pair));
  const SocketAddress nowhere;
  Result<int> count = 0;
  while (count) count = Send(pair->first.get(), Bytes("full"), 0);
  const int code = count.error().code;
  CHECK(code == EAGAIN || code == ENOBUFS);
  CHECK(!SendToBlocking(pair->first.get(), Bytes("full"), 0, nowhere, 1));
  CHECK((::fcntl(pair->first.get(), F_GETFL) & O_NONBLOCK) != 0);
}

}  // namespace

int main() {
  SocketsAreNonblockingAndCloseOnExec();
  AConnection();
  Datagrams();
  Options();
  Addresses();
  LookUps();
  BlockingSending();
  std::puts("socket: ok");
}
