// Closing: of watched descriptors, of kqueues, and what a child of fork(2) gets.
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/wait.h>

#include "row.h"

namespace kqueue_standin::rows {
namespace {

bool IsReadable(int fd) {
  pollfd polled{.fd = fd, .events = POLLIN, .revents = 0};
  return ::poll(&polled, 1, 0) == 1;
}

// A descriptor for the same file with this very number, which is free.
Fd Renumber(int fd, int number) {
  return Fd(::fcntl(fd, F_DUPFD, number));
}

void CloseTakesTheFilters(const System&) {
  Pair pair;
  const Fd duplicate(::dup(pair.near));
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD) == 0);
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ADD) == 0);
  Send(pair.far, "abc");
  EXPECT(queue.Wait().size() == 2);
  const int number = pair.near;
  pair.near.Close();
  EXPECT(queue.Wait().empty());
  Send(pair.far, "def");
  EXPECT(queue.Wait().empty());
  EXPECT(IsReadable(duplicate));
  EXPECT(queue.Apply(number, EVFILT_READ, EV_DELETE) == EBADF);
}

void NumberReusedByAnotherFile(const System&) {
  Pair pair;
  const Fd duplicate(::dup(pair.near));
  const Pair other;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD) == 0);
  const int number = pair.near;
  pair.near.Close();
  Fd reused = Renumber(other.near, number);
  EXPECT(reused == number);
  Send(pair.far, "for the duplicate");
  Send(other.far, "abc");
  EXPECT(queue.Wait().empty());
  EXPECT(queue.Apply(number, EVFILT_READ, EV_DELETE) == ENOENT);
  EXPECT(queue.Apply(number, EVFILT_READ, EV_ADD | EV_CLEAR) == 0);
  const Events events = queue.Wait();
  EXPECT(events.size() == 1 && events[0].data == 3);
  // The old file's activity is not the number's any more.
  Send(pair.far, "more for the duplicate");
  EXPECT(queue.Wait().empty());

  // A file that epoll(7) refuses.
  reused.Close();
  const Fd file(::open("/proc/self/exe", O_RDONLY));
  EXPECT(file == number);
  EXPECT(queue.Apply(number, EVFILT_READ, EV_DELETE) == ENOENT);
}

void NumberReusedByTheSameInode(const System&) {
  Pipe pipe;
  const Queue queue;
  EXPECT(queue.Apply(pipe.read_end, EVFILT_READ, EV_ADD) == 0);
  const std::string path = "/proc/self/fd/" + std::to_string(pipe.read_end);
  const Fd reopened(::open(path.c_str(), O_RDONLY | O_NONBLOCK));
  const int number = pipe.read_end;
  pipe.read_end.Close();
  const Fd reused = Renumber(reopened, number);
  EXPECT(reused == number);
  Send(pipe.write_end, "abc");
  EXPECT(queue.Wait().empty());
  EXPECT(queue.Apply(number, EVFILT_READ, EV_DELETE) == ENOENT);
}

void ClosedRegularFile(const System&) {
  Fd file(::open("/proc/self/exe", O_RDONLY));
  const Queue queue;
  EXPECT(queue.Apply(file, EVFILT_READ, EV_ADD) == 0);
  EXPECT(queue.Wait().size() == 1);
  const int number = file;
  file.Close();
  EXPECT(queue.Wait().empty());
  const Pair pair;
  const Fd reused = Renumber(pair.near, number);
  EXPECT(queue.Apply(number, EVFILT_READ, EV_DELETE) == ENOENT);
}

void FullyClosedPeerSeesTheEnd(const System&) {
  Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD) == 0);
  EXPECT(queue.Apply(pair.far, EVFILT_READ, EV_ADD) == 0);
  pair.near.Close();
  const Events events = queue.Wait();
  EXPECT(events.size() == 1 && events[0].ident == static_cast<uintptr_t>(pair.far));
  EXPECT((events[0].flags & EV_EOF) != 0);
}

void ClosedKqueueIsBad(const System&) {
  const Pair pair;
  Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ADD) == 0);
  const int number = queue.fd();
  queue.Close();
  struct kevent event {};
  EXPECT(::kevent(number, nullptr, 0, &event, 1, &kNoWait) == -1 && errno == EBADF);
  EXPECT(::kevent(number, nullptr, 0, nullptr, 0, nullptr) == -1 && errno == EBADF);
  EXPECT(::kevent(-1, nullptr, 0, &event, 1, &kNoWait) == -1 && errno == EBADF);
  EXPECT(::kevent(pair.near, nullptr, 0, &event, 1, &kNoWait) == -1 && errno == EBADF);
}

void KqueueNumberReused(const System&) {
  const Pair pair;
  struct kevent event {};
  Queue first;
  EXPECT(first.Apply(pair.near, EVFILT_WRITE, EV_ADD) == 0);
  const int number = first.fd();
  first.Close();
  {
    const Fd socket = Renumber(pair.near, number);
    EXPECT(socket == number);
    EXPECT(::kevent(number, nullptr, 0, &event, 1, &kNoWait) == -1 && errno == EBADF);
  }
  Queue second;
  EXPECT(second.fd() == number);
  EXPECT(second.Wait().empty());
  EXPECT(second.Apply(pair.near, EVFILT_WRITE, EV_DELETE) == ENOENT);
  second.Close();

  const Fd not_a_kqueue(::epoll_create1(0));
  EXPECT(not_a_kqueue == number);
  EXPECT(::kevent(number, nullptr, 0, &event, 1, &kNoWait) == -1 && errno == EBADF);
}

void ForkedChildHasNoKqueue(const System&) {
  const Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD) == 0);
  const pid_t child = ::fork();
  EXPECT(child >= 0);
  if (child == 0) {
    struct kevent event {};
    const bool gone = ::kevent(queue.fd(), nullptr, 0, &event, 1, &kNoWait) == -1 && errno == EBADF;
    const bool closed = ::fcntl(queue.fd(), F_GETFD) == -1 && errno == EBADF;
    const bool makes_its_own = ::kqueue() >= 0;
    ::_exit(gone && closed && makes_its_own ? 0 : 1);
  }
  int status = 0;
  EXPECT(::waitpid(child, &status, 0) == child && status == 0);
  Send(pair.far, "abc");
  EXPECT(queue.Wait().size() == 1);
}

size_t OpenDescriptors() {
  DIR* directory = ::opendir("/proc/self/fd");
  EXPECT(directory != nullptr);
  size_t count = 0;
  while (::readdir(directory) != nullptr) ++count;
  ::closedir(directory);
  return count;
}

void KqueueIsOneDescriptor(const System&) {
  const Pair pair;
  const size_t before = OpenDescriptors();
  {
    const Queue queue;
    EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD) == 0);
    EXPECT(queue.Apply(1, EVFILT_USER, EV_ADD, NOTE_TRIGGER) == 0);
    EXPECT(queue.Wait().size() == 1);
    EXPECT(OpenDescriptors() == before + 1);
    EXPECT(::fcntl(queue.fd(), F_GETFD) == 0);
    EXPECT(::fcntl(queue.fd(), F_SETFD, FD_CLOEXEC) == 0);
    EXPECT(::fcntl(queue.fd(), F_GETFD) == FD_CLOEXEC);
  }
  EXPECT(OpenDescriptors() == before);
}

void KqueueCanBePolled(const System&) {
  const Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD) == 0);
  EXPECT(!IsReadable(queue.fd()));
  Send(pair.far, "abc");
  EXPECT(IsReadable(queue.fd()));
  EXPECT(queue.Wait().size() == 1);
  EXPECT(IsReadable(queue.fd()));
  Receive(pair.near, 3);
  // As on a BSD, the next scan finds out that the filter's event is over.
  EXPECT(queue.Wait().empty());
  EXPECT(!IsReadable(queue.fd()));

  const Queue outer;
  EXPECT(outer.Apply(queue.fd(), EVFILT_READ, EV_ADD) == 0);
  EXPECT(outer.Wait().empty());
  EXPECT(queue.Apply(1, EVFILT_USER, EV_ADD, NOTE_TRIGGER) == 0);
  const Events events = outer.Wait();
  EXPECT(events.size() == 1 && events[0].ident == static_cast<uintptr_t>(queue.fd()));
  EXPECT(queue.Apply(queue.fd(), EVFILT_READ, EV_ADD) == EINVAL);
}

}  // namespace

std::vector<Row> LifetimeRows() {
  return {
      {"close takes a number's filters, even with a duplicate alive", CloseTakesTheFilters},
      {"a reused number has no filters", NumberReusedByAnotherFile},
      {"a number reused for the same inode has no filters", NumberReusedByTheSameInode},
      {"close takes a regular file's filters", ClosedRegularFile},
      {"a watched descriptor that is closed is the end for its peer", FullyClosedPeerSeesTheEnd},
      {"a closed kqueue is EBADF", ClosedKqueueIsBad},
      {"a kqueue's number reused is another thing", KqueueNumberReused},
      {"a forked child's kqueue is gone", ForkedChildHasNoKqueue},
      {"a kqueue is one descriptor, which close(2) frees", KqueueIsOneDescriptor},
      {"a kqueue is readable while it has events", KqueueCanBePolled},
  };
}

}  // namespace kqueue_standin::rows
