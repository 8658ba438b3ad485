// Registers descriptors with epoll_ctl(2) and takes them out again, in raw C: ns per pair of calls.
// register REGISTERED
#include <sys/epoll.h>
#include <sys/socket.h>

#include "rounds.h"

static int registered;
static int epoll_fd;
static int* fds;

static void RegisterAll(void) {
  for (int i = 0; i < registered; ++i) {
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fds[i]};
    Check(epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fds[i], &event), "epoll_ctl");
  }
  for (int i = 0; i < registered; ++i) {
    struct epoll_event unused;
    Check(epoll_ctl(epoll_fd, EPOLL_CTL_DEL, fds[i], &unused), "epoll_ctl");
  }
}

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  registered = atoi(argv[1]);
  fds = calloc((size_t)registered + 1, sizeof *fds);
  for (int i = 0; i < registered; i += 2) {
    Check(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, &fds[i]), "socketpair");
  }
  epoll_fd = Check(epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
  while (NextRound()) AnswerNs(NsPerStep(RegisterAll) / registered);
}
