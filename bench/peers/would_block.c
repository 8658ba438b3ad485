// recv(2) on an empty non-blocking socket, in raw C: ns until EAGAIN.
#include <errno.h>
#include <sys/socket.h>

#include "rounds.h"

static int pair[2];

static void Receive(void) {
  char buffer[64];
  if (recv(pair[0], buffer, sizeof buffer, 0) != -1 || errno != EAGAIN) exit(1);
}

int main(void) {
  Check(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair), "socketpair");
  AnswerRounds(Receive, 1);
}
