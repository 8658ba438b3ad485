// What the C servers share: a loopback listener and one level-triggered epoll loop, epoll(7), that
// ends when standard input does. The first line of output says where to connect and which process
// this is; each line of input is answered with the CPU time so far.
#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "rounds.h"

typedef struct Handler {
  void (*on_ready)(struct Handler* handler, uint32_t events);
  int fd;
} Handler;

enum { kBacklog = 4096, kMaxEvents = 1024, kReceiveBytes = 65536 };

static int epoll_fd;

static inline void Watch(Handler* handler, int operation, uint32_t events) {
  struct epoll_event event = {.events = events, .data.ptr = handler};
  Check(epoll_ctl(epoll_fd, operation, handler->fd, &event), "epoll_ctl");
}

// A connected non-blocking socket, or -1 when none is waiting.
static inline int AcceptClient(int listener) {
  const int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
  const int on = 1;
  if (fd >= 0) Check(setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on), "setsockopt");
  return fd;
}

static inline int ListenOnLoopback(void) {
  const int fd = Check(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), "socket");
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  Check(bind(fd, (struct sockaddr*)&address, length), "bind");
  Check(listen(fd, kBacklog), "listen");
  Check(getsockname(fd, (struct sockaddr*)&address, &length), "getsockname");
  printf("{\"port\":%d,\"pid\":%d}\n", ntohs(address.sin_port), (int)getpid());
  fflush(stdout);
  return fd;
}

static inline void AnswerCpuTime(Handler* input, uint32_t events) {
  (void)events;
  char lines[256];
  const ssize_t received = Check((int)read(input->fd, lines, sizeof lines), "read");
  if (received == 0) exit(0);
  for (ssize_t i = 0; i < received; ++i) {
    if (lines[i] == '\n') printf("{\"cpuNs\":%.0f}\n", ClockNs(CLOCK_PROCESS_CPUTIME_ID));
  }
  fflush(stdout);
}

static inline void Serve(void (*accept_client)(Handler* listener, uint32_t events)) {
  epoll_fd = Check(epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
  static Handler input = {AnswerCpuTime, STDIN_FILENO};
  Watch(&input, EPOLL_CTL_ADD, EPOLLIN);
  Handler listener = {accept_client, ListenOnLoopback()};
  Watch(&listener, EPOLL_CTL_ADD, EPOLLIN);
  struct epoll_event events[kMaxEvents];
  for (;;) {
    const int count = epoll_wait(epoll_fd, events, kMaxEvents, -1);
    for (int i = 0; i < count; ++i) {
      Handler* handler = events[i].data.ptr;
      handler->on_ready(handler, events[i].events);
    }
  }
}
