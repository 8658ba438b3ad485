// Registers descriptors with epoll_ctl(2) and takes them out again, in raw C: ns per pair of calls;
// or changes what they are watched for: ns per call. register REGISTERED register|modify
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "rounds.h"

static int registered;
static int epoll_fd;
static int* fds;
static uint32_t next_events = EPOLLIN | EPOLLOUT;

static void ControlAll(int operation, uint32_t events) {
  for (int i = 0; i < registered; ++i) {
    struct epoll_event event = {.events = events, .data.fd = fds[i]};
    Check(epoll_ctl(epoll_fd, operation, fds[i], &event), "epoll_ctl");
  }
}

static void RegisterAll(void) {
  ControlAll(EPOLL_CTL_ADD, EPOLLIN);
  ControlAll(EPOLL_CTL_DEL, 0);
}

static void ModifyAll(void) {
  ControlAll(EPOLL_CTL_MOD, next_events);
  next_events ^= EPOLLOUT;
}

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  registered = atoi(argv[1]);
  fds = calloc((size_t)registered + 1, sizeof *fds);
  for (int i = 0; i < registered; i += 2) {
    Check(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, &fds[i]), "socketpair");
  }
  epoll_fd = Check(epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
  if (strcmp(argv[2], "modify") != 0) {
    AnswerRounds(RegisterAll, registered);
  } else {
    ControlAll(EPOLL_CTL_ADD, EPOLLIN);
    AnswerRounds(ModifyAll, registered);
  }
}
