// Closing of watched descriptors.
#include <fcntl.h>

#include "numbers.h"
#include "row.h"

namespace kqueue_standin::rows {
namespace {

void CloseTakesTheFilters(const System& system) {
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
  EXPECT(queue.Apply(number, EVFILT_READ, EV_DELETE) == system.closed_number_errno);
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

}  // namespace

std::vector<Row> LifetimeRows() {
  return {
      {"close takes a number's filters, even with a duplicate alive", CloseTakesTheFilters},
      {"a reused number has no filters", NumberReusedByAnotherFile},
      {"a number reused for the same inode has no filters", NumberReusedByTheSameInode},
      {"close takes a regular file's filters", ClosedRegularFile},
      {"a watched descriptor that is closed is the end for its peer", FullyClosedPeerSeesTheEnd},
  };
}

}  // namespace kqueue_standin::rows
