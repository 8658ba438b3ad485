// One wait and a call of each ready descriptor's handler, in raw C: epoll_wait(2), poll(2),
// select(2). wait BACKEND REGISTERED READY TIMEOUT_MS [idle-thread]
//
// With a second thread, as in any Node process, the kernel counts a reference to every file that
// poll and select look at: compare those two with `idle-thread`.
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

#include "rounds.h"

typedef struct Handler {
  void (*on_ready)(struct Handler* handler, uint32_t events);
  int fd;
} Handler;

enum { kBitsPerWord = 8 * sizeof(unsigned long) };

static int registered;
static int ready;
static int timeout_ms;
static uint64_t dispatched;
static Handler* handlers;

static int epoll_fd;
static struct epoll_event* epoll_events;
static struct pollfd* poll_fds;
static Handler** handler_of_fd;
static unsigned long* wanted;
static unsigned long* found;
static int highest_fd;

static void CountEvent(Handler* handler, uint32_t events) {
  (void)handler;
  dispatched += events != 0;
}

static void WaitEpoll(void) {
  const int count = epoll_wait(epoll_fd, epoll_events, registered, timeout_ms);
  for (int i = 0; i < count; ++i) {
    Handler* handler = epoll_events[i].data.ptr;
    handler->on_ready(handler, epoll_events[i].events);
  }
}

static void WaitPoll(void) {
  int left = poll(poll_fds, (nfds_t)registered, timeout_ms);
  for (int i = 0; left > 0; ++i) {
    if (poll_fds[i].revents == 0) continue;
    --left;
    handlers[i].on_ready(&handlers[i], (uint32_t)poll_fds[i].revents);
  }
}

static void WaitSelect(void) {
  const size_t words = (size_t)highest_fd / kBitsPerWord + 1;
  memcpy(found, wanted, words * sizeof *found);
  struct timeval timeout = {timeout_ms / 1000, timeout_ms % 1000 * 1000};
  int left = select(highest_fd + 1, (fd_set*)found, NULL, NULL, timeout_ms < 0 ? NULL : &timeout);
  for (size_t word = 0; left > 0; ++word) {
    for (unsigned long bits = found[word]; bits != 0; bits &= bits - 1) {
      Handler* handler = handler_of_fd[word * kBitsPerWord + (size_t)__builtin_ctzl(bits)];
      --left;
      handler->on_ready(handler, EPOLLIN);
    }
  }
}

static void RegisterEpoll(void) {
  epoll_fd = Check(epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
  epoll_events = calloc((size_t)registered, sizeof *epoll_events);
  for (int i = 0; i < registered; ++i) {
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = &handlers[i]};
    Check(epoll_ctl(epoll_fd, EPOLL_CTL_ADD, handlers[i].fd, &event), "epoll_ctl");
  }
}

static void RegisterPoll(void) {
  poll_fds = calloc((size_t)registered, sizeof *poll_fds);
  for (int i = 0; i < registered; ++i) {
    poll_fds[i] = (struct pollfd){.fd = handlers[i].fd, .events = POLLIN};
  }
}

static void RegisterSelect(void) {
  for (int i = 0; i < registered; ++i) {
    if (handlers[i].fd > highest_fd) highest_fd = handlers[i].fd;
  }
  const size_t words = (size_t)highest_fd / kBitsPerWord + 1;
  wanted = calloc(words, sizeof *wanted);
  found = calloc(words, sizeof *found);
  handler_of_fd = calloc(words * kBitsPerWord, sizeof *handler_of_fd);
  for (int i = 0; i < registered; ++i) {
    const size_t fd = (size_t)handlers[i].fd;
    wanted[fd / kBitsPerWord] |= 1UL << fd % kBitsPerWord;
    handler_of_fd[fd] = &handlers[i];
  }
}

static void OpenSockets(void) {
  handlers = calloc((size_t)registered + 1, sizeof *handlers);
  for (int i = 0; i < registered; i += 2) {
    int pair[2];
    Check(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), "socketpair");
    handlers[i] = (Handler){CountEvent, pair[0]};
    handlers[i + 1] = (Handler){CountEvent, pair[1]};
  }
  // What is written stays unread, so the same `ready` sockets, evenly spread, are ready every time.
  for (int i = 0; i < ready; ++i) {
    const int index = (int)((2L * i + 1) * registered / (2L * ready));
    Check((int)write(handlers[index ^ 1].fd, "x", 1), "write");
  }
}

static void* StayIdle(void* unused) {
  while (pause() != 0) continue;
  return unused;
}

int main(int argc, char** argv) {
  if (argc < 5) return 2;
  registered = atoi(argv[2]);
  ready = atoi(argv[3]);
  timeout_ms = atoi(argv[4]);
  pthread_t thread;
  if (argc > 5 && pthread_create(&thread, NULL, StayIdle, NULL) != 0) return 1;
  OpenSockets();
  void (*wait)(void) = NULL;
  if (strcmp(argv[1], "epoll") == 0) {
    RegisterEpoll();
    wait = WaitEpoll;
  } else if (strcmp(argv[1], "poll") == 0) {
    RegisterPoll();
    wait = WaitPoll;
  } else {
    RegisterSelect();
    wait = WaitSelect;
  }
  wait();
  if (dispatched != (uint64_t)ready) return 1;
  AnswerRounds(wait, 1);
}
