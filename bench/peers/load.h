// What the load programs share: connecting, keeping server and load on processors of their own,
// and the server's CPU time, read from outside (clock_getcpuclockid(3)).
#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "rounds.h"

enum { kMessageBytes = 64, kMaxEvents = 1024 };

static inline void PinTo(pid_t pid, int cpu) {
  cpu_set_t cpus;
  CPU_ZERO(&cpus);
  CPU_SET(cpu, &cpus);
  Check(sched_setaffinity(pid, sizeof cpus, &cpus), "sched_setaffinity");
}

// The server's main thread on the first processor, this process on the last. Returns the time-out
// for this process's waits: on a processor of its own it never sleeps, because waking it up is work
// that the kernel charges to the server, and more than a message costs.
static inline int PinApart(pid_t server) {
  cpu_set_t allowed;
  Check(sched_getaffinity(0, sizeof allowed, &allowed), "sched_getaffinity");
  int first = -1;
  int last = -1;
  for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
    if (!CPU_ISSET(cpu, &allowed)) continue;
    if (first < 0) first = cpu;
    last = cpu;
  }
  if (first == last) return -1;
  PinTo(server, first);
  PinTo(0, last);
  return 0;
}

static inline void SendAll(int fd, const char* bytes, size_t length) {
  if (send(fd, bytes, length, MSG_NOSIGNAL) != (ssize_t)length) Check(-1, "send");
}

// A connection on which the server has answered `greeting` with the same bytes: only then has it
// been accepted, so that connecting never overruns the listener's backlog.
static inline int ConnectAndGreet(int port, const char* greeting, size_t length) {
  const int fd = Check(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
  const struct sockaddr_in address = {.sin_family = AF_INET,
                                      .sin_port = htons((uint16_t)port),
                                      .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  Check(connect(fd, (const struct sockaddr*)&address, sizeof address), "connect");
  const int on = 1;
  Check(setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on), "setsockopt");
  SendAll(fd, greeting, length);
  char answer[kMessageBytes];
  if (recv(fd, answer, length, MSG_WAITALL) != (ssize_t)length ||
      memcmp(answer, greeting, length) != 0) {
    fprintf(stderr, "the server did not answer the greeting\n");
    exit(1);
  }
  return fd;
}

static inline clockid_t CpuClockOf(pid_t pid) {
  clockid_t clock;
  if (clock_getcpuclockid(pid, &clock) != 0) Check(-1, "clock_getcpuclockid");
  return clock;
}
