// Connections: their beginning, the end that one makes oneself, and errors.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <optional>

#include "row.h"

namespace kqueue_standin::rows {
namespace {

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

struct Connection {
  Connection() {
    EXPECT(::listen(listener.fd, 5) == 0);
    EXPECT(listener.Connect(client) == 0);
    accepted.emplace(::accept(listener.fd, nullptr, nullptr));
  }
  const Listener listener;
  const Fd client{::socket(AF_INET, SOCK_STREAM, 0)};
  std::optional<Fd> accepted;
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

int PendingError(int fd) {
  int error = 0;
  socklen_t size = sizeof(error);
  EXPECT(::getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0);
  return error;
}

void RefusedConnectionIsWritableAndKeepsItsError(const System&) {
  const Listener not_listening;
  const Fd client(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
  EXPECT(not_listening.Connect(client) < 0 && errno == EINPROGRESS);
  const Queue queue;
  EXPECT(queue.Apply(client, EVFILT_WRITE, EV_ADD) == 0);
  const Events events = queue.Wait(kLongWait);
  EXPECT(events.size() == 1 && (events[0].flags & EV_EOF) != 0);
  EXPECT(PendingError(client) == ECONNREFUSED);
}

void ResetConnectionKeepsItsError(const System&) {
  Connection connection;
  const Queue queue;
  EXPECT(queue.Apply(connection.client, EVFILT_WRITE, EV_ADD) == 0);
  EXPECT(::shutdown(connection.client, SHUT_WR) == 0);
  EXPECT(queue.Wait().size() == 1);
  constexpr linger kReset{.l_onoff = 1, .l_linger = 0};
  EXPECT(::setsockopt(*connection.accepted, SOL_SOCKET, SO_LINGER, &kReset, sizeof(kReset)) == 0);
  connection.accepted.reset();
  for (int round = 0; round < 2; ++round) {
    const Events events = queue.Wait(kLongWait);
    EXPECT(events.size() == 1 && (events[0].flags & EV_EOF) != 0);
  }
  EXPECT(PendingError(connection.client) == ECONNRESET);
}

void ShutForWriting(int near, int far) {
  const Queue level;
  const Queue edge;
  EXPECT(level.Apply(near, EVFILT_WRITE, EV_ADD) == 0);
  EXPECT(edge.Apply(near, EVFILT_WRITE, EV_ADD | EV_CLEAR) == 0);
  for (const Queue* queue : {&level, &edge}) {
    const Events events = queue->Wait();
    EXPECT(events.size() == 1 && (events[0].flags & EV_EOF) == 0);
  }
  EXPECT(edge.Wait().empty());
  EXPECT(::shutdown(near, SHUT_WR) == 0);
  for (const Queue* queue : {&edge, &level, &level}) {
    const Events events = queue->Wait();
    EXPECT(events.size() == 1 && (events[0].flags & EV_EOF) != 0);
  }

  // The other direction goes on, and nothing was sent to find out.
  Send(far, "abc");
  EXPECT(level.Apply(near, EVFILT_READ, EV_ADD) == 0);
  const Events events = level.Wait(kLongWait);
  const struct kevent* read = Find(events, near, EVFILT_READ);
  EXPECT(read != nullptr && read->data == 3 && (read->flags & EV_EOF) == 0);
  char byte = 0;
  EXPECT(::recv(far, &byte, 1, 0) == 0);
}

void OwnShutdownIsTheEndOfWriting(const System&) {
  const Pair pair;
  ShutForWriting(pair.near, pair.far);
  const Connection connection;
  ShutForWriting(connection.client, *connection.accepted);
}

}  // namespace

std::vector<Row> ConnectionRows() {
  return {
      {"a listening socket is readable with a connection", ListenerIsReadableWithAConnection},
      {"a refused connection is writable and keeps SO_ERROR",
       RefusedConnectionIsWritableAndKeepsItsError},
      {"a connection that is reset keeps SO_ERROR", ResetConnectionKeepsItsError},
      {"one's own shutdown gives the write filter EV_EOF", OwnShutdownIsTheEndOfWriting},
  };
}

}  // namespace kqueue_standin::rows
