// Keeps one message in flight on each connection to an echo server and answers with the server's
// CPU time per message.
// echo_load CONNECTIONS MESSAGES PORT SERVER_PID
#include "load.h"

typedef struct {
  int fd;
  int left;
  size_t received_bytes;
} Connection;

static char message[kMessageBytes];

// Takes what has come and sends the next message; returns 1 after the connection's last echo.
static int TakeEcho(Connection* connection) {
  char bytes[kMessageBytes];
  const ssize_t received =
      recv(connection->fd, bytes, kMessageBytes - connection->received_bytes, 0);
  if (received <= 0) Check(-1, "recv");
  connection->received_bytes += (size_t)received;
  if (connection->received_bytes < kMessageBytes) return 0;
  connection->received_bytes = 0;
  if (--connection->left == 0) return 1;
  SendAll(connection->fd, message, sizeof message);
  return 0;
}

int main(int argc, char** argv) {
  if (argc < 5) return 2;
  const int connections = atoi(argv[1]);
  const int messages_each = atoi(argv[2]) / connections;
  const int port = atoi(argv[3]);
  const pid_t server = atoi(argv[4]);
  memset(message, 'x', sizeof message);
  const int timeout_ms = PinApart(server);
  const clockid_t server_cpu = CpuClockOf(server);
  const int epoll_fd = Check(epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
  Connection* all = calloc((size_t)connections, sizeof *all);
  for (int i = 0; i < connections; ++i) {
    all[i].fd = ConnectAndGreet(port, message, sizeof message);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = &all[i]};
    Check(epoll_ctl(epoll_fd, EPOLL_CTL_ADD, all[i].fd, &event), "epoll_ctl");
  }
  struct epoll_event events[kMaxEvents];
  while (NextRound()) {
    const double started_ns = ClockNs(server_cpu);
    for (int i = 0; i < connections; ++i) {
      all[i].left = messages_each;
      SendAll(all[i].fd, message, sizeof message);
    }
    for (int busy = connections; busy > 0;) {
      const int count = Check(epoll_wait(epoll_fd, events, kMaxEvents, timeout_ms), "epoll_wait");
      for (int i = 0; i < count; ++i) busy -= TakeEcho(events[i].data.ptr);
    }
    AnswerNs((ClockNs(server_cpu) - started_ns) / ((double)messages_each * connections));
  }
}
