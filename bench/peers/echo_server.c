// A TCP echo server in raw C over epoll(7). A client that does not take its echo is dropped.
#include "server.h"

static char buffer[kReceiveBytes];

static void Echo(Handler* client, uint32_t events) {
  (void)events;
  const ssize_t received = recv(client->fd, buffer, sizeof buffer, 0);
  if (received < 0 && errno == EAGAIN) return;
  if (received > 0 && send(client->fd, buffer, (size_t)received, MSG_NOSIGNAL) == received) return;
  close(client->fd);
  free(client);
}

static void Accept(Handler* listener, uint32_t events) {
  (void)events;
  for (int fd; (fd = AcceptClient(listener->fd)) >= 0;) {
    Handler* client = malloc(sizeof *client);
    *client = (Handler){Echo, fd};
    Watch(client, EPOLL_CTL_ADD, EPOLLIN);
  }
}

int main(void) {
  Serve(Accept);
}
