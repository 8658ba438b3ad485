// What the read and write filters report.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "row.h"

namespace kqueue_standin::rows {
namespace {

void TwoFiltersTwoRecords(const System&) {
  const Pair pair;
  const Queue queue;
  int read_data = 0;
  int write_data = 0;
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD, 0, 0, &read_data) == 0);
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ADD, 0, 0, &write_data) == 0);
  Send(pair.far, "abc");

  const Events events = queue.Wait();
  EXPECT(events.size() == 2);
  const struct kevent* read = Find(events, pair.near, EVFILT_READ);
  const struct kevent* write = Find(events, pair.near, EVFILT_WRITE);
  EXPECT(read != nullptr && read->udata == &read_data && read->data == 3);
  EXPECT(write != nullptr && write->udata == &write_data && write->data > 0);

  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_DELETE) == 0);
  const Events rest = queue.Wait();
  EXPECT(rest.size() == 1 && rest[0].filter == EVFILT_WRITE);
}

void SocketEofWithUnreadBytes(const System&) {
  const Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD) == 0);
  EXPECT(queue.Wait().empty());
  Send(pair.far, "last words");
  EXPECT(::shutdown(pair.far, SHUT_WR) == 0);

  Events events = queue.Wait();
  EXPECT(events.size() == 1 && (events[0].flags & EV_EOF) != 0 && events[0].data == 10);
  Receive(pair.near, 10);
  events = queue.Wait();
  EXPECT(events.size() == 1 && (events[0].flags & EV_EOF) != 0 && events[0].data == 0);
}

void PipeEofWithUnreadBytes(const System&) {
  Pipe pipe;
  const Queue queue;
  EXPECT(queue.Apply(pipe.read_end, EVFILT_READ, EV_ADD) == 0);
  Send(pipe.write_end, "rest");
  pipe.write_end.Close();

  Events events = queue.Wait();
  EXPECT(events.size() == 1 && (events[0].flags & EV_EOF) != 0 && events[0].data == 4);
  Receive(pipe.read_end, 4);
  events = queue.Wait();
  EXPECT(events.size() == 1 && (events[0].flags & EV_EOF) != 0 && events[0].data == 0);
}

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

struct Listener {
  Listener() : fd(::socket(AF_INET, SOCK_STREAM, 0)) {
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    EXPECT(::bind(fd, reinterpret_cast<sockaddr*>(&address), size) == 0);
    EXPECT(::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  }
  int Connect(int client) const {
    return ::connect(client, reinterpret_cast<const sockaddr*>(&address), sizeof(address));
  }
  Fd fd;
  sockaddr_in address{};
};

void ListenerIsReadableWithAConnection(const System&) {
  const Listener listener;
  EXPECT(::listen(listener.fd, 5) == 0);
  const Queue queue;
  EXPECT(queue.Apply(listener.fd, EVFILT_READ, EV_ADD) == 0);
  EXPECT(queue.Wait().empty());
  const Fd client(::socket(AF_INET, SOCK_STREAM, 0));
  EXPECT(listener.Connect(client) == 0);
  const Events events = queue.Wait(kLongWait);
  EXPECT(events.size() == 1 && events[0].data > 0 && (events[0].flags & EV_EOF) == 0);
  const Fd accepted(::accept(listener.fd, nullptr, nullptr));
  EXPECT(queue.Wait().empty());
}

void RefusedConnectionIsWritableAndKeepsItsError(const System&) {
  const Listener not_listening;
  const Fd client(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
  EXPECT(not_listening.Connect(client) < 0 && errno == EINPROGRESS);
  const Queue queue;
  EXPECT(queue.Apply(client, EVFILT_WRITE, EV_ADD) == 0);
  const Events events = queue.Wait(kLongWait);
  EXPECT(events.size() == 1 && (events[0].flags & EV_EOF) != 0);
  int error = 0;
  socklen_t size = sizeof(error);
  EXPECT(::getsockopt(client, SOL_SOCKET, SO_ERROR, &error, &size) == 0);
  EXPECT(error == ECONNREFUSED);
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

void LowWaterMark(const System&) {
  const Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD, NOTE_LOWAT, 4) == 0);
  Send(pair.far, "abc");
  EXPECT(queue.Wait().empty());
  Send(pair.far, "d");
  const Events events = queue.Wait();
  EXPECT(events.size() == 1 && events[0].data == 4);
}

void OtherFiltersAreInvalid(const System&) {
  const Pair pair;
  const Queue queue;
  for (const int filter : {0, EVFILT_AIO, EVFILT_VNODE, EVFILT_PROC, EVFILT_SIGNAL, EVFILT_TIMER,
                           EVFILT_FS, EVFILT_EMPTY, 1, -1000}) {
    EXPECT(queue.Apply(pair.near, filter, EV_ADD) == EINVAL);
  }
}

}  // namespace

std::vector<Row> FilterRows() {
  return {
      {"read and write are two filters with a record each", TwoFiltersTwoRecords},
      {"a socket's EV_EOF comes with the bytes left to read", SocketEofWithUnreadBytes},
      {"a pipe's EV_EOF comes with the bytes left to read", PipeEofWithUnreadBytes},
      {"a half-closing peer gives the write filter no EV_EOF", PeerHalfClosesWriteHasNoEof},
      {"a peer that is gone gives the write filter EV_EOF, level-triggered", PeerGoneWriteHasEof},
      {"a full socket is not writable until there is room", FullSocketIsNotWritable},
      {"a listening socket is readable with a connection", ListenerIsReadableWithAConnection},
      {"a refused connection is writable and keeps SO_ERROR",
       RefusedConnectionIsWritableAndKeepsItsError},
      {"an empty datagram is readable", EmptyDatagramIsReadable},
      {"NOTE_LOWAT holds the read filter back", LowWaterMark},
      {"filters that are not there are EINVAL", OtherFiltersAreInvalid},
  };
}

}  // namespace kqueue_standin::rows
