#include "readiness.h"

#include <fcntl.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace kqueue_standin {
namespace {

short Poll(int fd, short events) {
  pollfd polled{.fd = fd, .events = events, .revents = 0};
  return ::poll(&polled, 1, 0) == 1 ? polled.revents : short{0};
}

// A pipe without readers polls ERR. A socket polls ERR for a pending error too, which is no end by
// itself, and which must stay there for the caller's SO_ERROR (reading it clears it): its end is
// HUP, which a refused or reset connection has as well.
bool IsEnd(FileKind kind, int events) {
  return (events & (kind == FileKind::kPipe ? POLLERR | POLLHUP : POLLHUP)) != 0;
}

int SocketOption(int fd, int option) {
  int value = 0;
  socklen_t size = sizeof(value);
  return ::getsockopt(fd, SOL_SOCKET, option, &value, &size) < 0 ? -1 : value;
}

// One's own shutdown(SHUT_WR), which poll(2) does not show. A send of nothing says EPIPE then: on a
// UNIX stream that is all it does. On TCP it would also take a pending error away from SO_ERROR,
// and other types of sockets would send it; but TCP has the state of the connection to ask for.
bool IsShutForWriting(int fd) {
  tcp_info info{};
  socklen_t size = sizeof(info);
  if (::getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) == 0) {
    return info.tcpi_state == TCP_FIN_WAIT1 || info.tcpi_state == TCP_FIN_WAIT2 ||
           info.tcpi_state == TCP_CLOSING || info.tcpi_state == TCP_LAST_ACK;
  }
  return SocketOption(fd, SO_DOMAIN) == AF_UNIX && SocketOption(fd, SO_TYPE) == SOCK_STREAM &&
         ::send(fd, "", 0, MSG_DONTWAIT | MSG_NOSIGNAL) < 0 && errno == EPIPE;
}

intptr_t RemainingInFile(int fd) {
  struct stat status {};
  const off_t offset = ::lseek(fd, 0, SEEK_CUR);
  if (::fstat(fd, &status) < 0 || offset < 0) return 0;
  return status.st_size - offset;
}

intptr_t RoomInSocket(int fd) {
  int queued = 0;
  const int capacity = SocketOption(fd, SO_SNDBUF);
  if (capacity < 0 || ::ioctl(fd, SIOCOUTQ, &queued) < 0) return 0;
  return capacity - queued;
}

intptr_t RoomInPipe(int fd) {
  int queued = 0;
  const int capacity = ::fcntl(fd, F_GETPIPE_SZ);
  if (capacity < 0 || ::ioctl(fd, FIONREAD, &queued) < 0) return 0;
  return capacity - queued;
}

}  // namespace

FileKind KindOf(int fd) {
  struct stat status {};
  if (::fstat(fd, &status) < 0) return FileKind::kOther;
  if (S_ISSOCK(status.st_mode)) return FileKind::kSocket;
  if (S_ISFIFO(status.st_mode)) return FileKind::kPipe;
  if (S_ISREG(status.st_mode)) return FileKind::kRegular;
  return FileKind::kOther;
}

Readiness ReadReadiness(int fd, FileKind kind) {
  if (kind == FileKind::kRegular) {
    const intptr_t remaining = RemainingInFile(fd);
    return {.ready = remaining != 0, .data = remaining};
  }
  const short events = Poll(fd, POLLIN | POLLRDHUP);
  if (events == 0 || (events & POLLNVAL) != 0) return {};
  // FIONREAD alone cannot say whether a read would block: an empty datagram counts 0. It fails for
  // a listening socket and for descriptors without a byte count (a kqueue, an eventfd): 1 then.
  int available = 0;
  if (::ioctl(fd, FIONREAD, &available) < 0) available = (events & POLLIN) != 0 ? 1 : 0;
  const bool eof = (events & POLLRDHUP) != 0 || IsEnd(kind, events);
  return {.ready = true, .eof = eof, .data = available};
}

Readiness WriteReadiness(int fd, FileKind kind) {
  if (kind == FileKind::kRegular) return {.ready = true};
  const short events = Poll(fd, POLLOUT);
  if (events == 0 || (events & POLLNVAL) != 0) return {};
  intptr_t room = 1;
  if (kind == FileKind::kSocket) room = RoomInSocket(fd);
  if (kind == FileKind::kPipe) room = RoomInPipe(fd);
  // The kernel's own count of room is coarser: it can be used up while poll(2) still says writable.
  room = std::max<intptr_t>(room, (events & POLLOUT) != 0 ? 1 : 0);
  const bool eof = IsEnd(kind, events) || (kind == FileKind::kSocket && IsShutForWriting(fd));
  return {.ready = true, .eof = eof, .data = room};
}

}  // namespace kqueue_standin
