// What the filters of connected sockets report beside bytes.
#include <sys/socket.h>

#include "row.h"

namespace kqueue_standin::rows {
namespace {

void PeerHalfClosesWriteHasNoEof(const System&) {
  const Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ADD) == 0);
  EXPECT(::shutdown(pair.far, SHUT_WR) == 0);
  const Events events = queue.Wait();
  EXPECT(events.size() == 1 && (events[0].flags & EV_EOF) == 0);
}

void PeerGoneWriteHasEof(const System&) {
  Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ADD) == 0);
  pair.far.Close();
  for (int round = 0; round < 2; ++round) {
    const Events events = queue.Wait();
    EXPECT(events.size() == 1 && (events[0].flags & EV_EOF) != 0);
    EXPECT((events[0].flags & EV_ONESHOT) == 0);
  }
}

void FullSocketIsNotWritable(const System&) {
  const Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ADD) == 0);
  const std::string block(4096, 'x');
  size_t sent = 0;
  for (ssize_t count = 0; (count = ::write(pair.near, block.data(), block.size())) > 0;) {
    sent += static_cast<size_t>(count);
  }
  EXPECT(errno == EAGAIN);
  EXPECT(queue.Wait().empty());
  for (size_t received = 0; received < sent;) {
    std::string bytes(block.size(), '\0');
    const ssize_t count = ::read(pair.far, bytes.data(), bytes.size());
    EXPECT(count > 0);
    received += static_cast<size_t>(count);
  }
  const Events events = queue.Wait(kLongWait);
  EXPECT(events.size() == 1 && events[0].filter == EVFILT_WRITE && events[0].data > 0);
}

void LookingSendsNothing(const System&) {
  for (const int type : {SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET}) {
    const Pair pair(type);
    const Queue queue;
    EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ADD) == 0);
    EXPECT(queue.Wait().size() == 1);
    char byte = 0;
    EXPECT(::recv(pair.far, &byte, 1, MSG_DONTWAIT) == -1 && errno == EAGAIN);
  }
}

void EmptyDatagramIsReadable(const System&) {
  const Pair pair(SOCK_DGRAM);
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD) == 0);
  EXPECT(::send(pair.far, "", 0, 0) == 0);
  EXPECT(queue.Wait().size() == 1);
  char byte = 0;
  EXPECT(::recv(pair.near, &byte, 1, 0) == 0);
  EXPECT(queue.Wait().empty());
}

}  // namespace

std::vector<Row> SocketRows() {
  return {
      {"a half-closing peer gives the write filter no EV_EOF", PeerHalfClosesWriteHasNoEof},
      {"a peer that is gone gives the write filter EV_EOF, level-triggered", PeerGoneWriteHasEof},
      {"looking at a write filter sends nothing", LookingSendsNothing},
      {"a full socket is not writable until there is room", FullSocketIsNotWritable},
      {"an empty datagram is readable", EmptyDatagramIsReadable},
  };
}

}  // namespace kqueue_standin::rows
