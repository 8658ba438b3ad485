// Kqueues themselves: closing them, their numbers, polling them, and what a child of fork(2) gets.
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/wait.h>

#include "numbers.h"
#include "row.h"

namespace kqueue_standin::rows {
namespace {

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

void KqueueIsOneDescriptor(const System&) {
  const Pair pair;
  const size_t before = OpenDescriptors();
  {
    const Queue queue;
    EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD) == 0);
    EXPECT(queue.AddTriggered(1) == 0);
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
  EXPECT(queue.AddTriggered(1) == 0);
  const Events events = outer.Wait();
  EXPECT(events.size() == 1 && events[0].ident == static_cast<uintptr_t>(queue.fd()));
  EXPECT(queue.Apply(queue.fd(), EVFILT_READ, EV_ADD) == EINVAL);
}

void KqueueIsNotWritable(const System& system) {
  const Queue queue;
  const Queue outer;
  EXPECT(outer.Apply(queue.fd(), EVFILT_READ, EV_ADD) == 0);
  EXPECT(outer.Apply(queue.fd(), EVFILT_WRITE, EV_ADD) == system.kqueue_write_errno);
  EXPECT(outer.Apply(queue.fd(), EVFILT_WRITE, EV_DELETE) == ENOENT);
  EXPECT(outer.Apply(queue.fd(), EVFILT_READ, EV_DELETE) == 0);
}

}  // namespace

std::vector<Row> KqueueRows() {
  return {
      {"a closed kqueue is EBADF", ClosedKqueueIsBad},
      {"a kqueue's number reused is another thing", KqueueNumberReused},
      {"a forked child's kqueue is gone", ForkedChildHasNoKqueue},
      {"a kqueue is one descriptor, which close(2) frees", KqueueIsOneDescriptor},
      {"a kqueue is readable while it has events", KqueueCanBePolled},
      {"a kqueue's write filter is refused", KqueueIsNotWritable},
  };
}

}  // namespace kqueue_standin::rows
