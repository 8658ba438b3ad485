// What the read and write filters report.
#include "row.h"

namespace kqueue_standin::rows {
namespace {

void TwoFiltersTwoRecords(const System&) {
  const Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD, 0, 0, 11) == 0);
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ADD, 0, 0, 22) == 0);
  Send(pair.far, "abc");

  const Events events = queue.Wait();
  EXPECT(events.size() == 2);
  const struct kevent* read = Find(events, pair.near, EVFILT_READ);
  const struct kevent* write = Find(events, pair.near, EVFILT_WRITE);
  EXPECT(read != nullptr && read->udata == ToUdata(11) && read->data == 3);
  EXPECT(write != nullptr && write->udata == ToUdata(22) && write->data > 0);

  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_DELETE) == 0);
  const Events rest = queue.Wait();
  EXPECT(rest.size() == 1 && rest[0].filter == EVFILT_WRITE);
}

void SocketEofWithUnreadBytes(const System&) {
  const Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD) == 0);
  EXPECT(queue.Wait().empty());
  Send(pair.far, "last words");
  EXPECT(::shutdown(pair.far, SHUT_WR) == 0);

  Events events = queue.Wait();
  EXPECT(events.size() == 1 && (events[0].flags & EV_EOF) != 0 && events[0].data == 10);
  Receive(pair.near, 10);
  events = queue.Wait();
  EXPECT(events.size() == 1 && (events[0].flags & EV_EOF) != 0 && events[0].data == 0);
}

void PipeEofWithUnreadBytes(const System&) {
  Pipe pipe;
  const Queue queue;
  EXPECT(queue.Apply(pipe.read_end, EVFILT_READ, EV_ADD) == 0);
  Send(pipe.write_end, "rest");
  pipe.write_end.Close();

  Events events = queue.Wait();
  EXPECT(events.size() == 1 && (events[0].flags & EV_EOF) != 0 && events[0].data == 4);
  Receive(pipe.read_end, 4);
  events = queue.Wait();
  EXPECT(events.size() == 1 && (events[0].flags & EV_EOF) != 0 && events[0].data == 0);
}

void LowWaterMark(const System&) {
  const Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD, NOTE_LOWAT, 4) == 0);
  Send(pair.far, "abc");
  EXPECT(queue.Wait().empty());
  Send(pair.far, "d");
  const Events events = queue.Wait();
  EXPECT(events.size() == 1 && events[0].data == 4);
}

void OtherFiltersAreInvalid(const System&) {
  const Pair pair;
  const Queue queue;
  for (const auto filter : {EVFILT_AIO, EVFILT_VNODE, EVFILT_PROC, EVFILT_SIGNAL, EVFILT_TIMER,
                            EVFILT_FS, EVFILT_EMPTY}) {
    EXPECT(queue.Apply(pair.near, static_cast<Filter>(filter), EV_ADD) == EINVAL);
  }
  for (const int filter : {1000, -1000}) {
    EXPECT(queue.Apply(pair.near, static_cast<Filter>(filter), EV_ADD) == EINVAL);
  }
}

}  // namespace

std::vector<Row> FilterRows() {
  return {
      {"read and write are two filters with a record each", TwoFiltersTwoRecords},
      {"a socket's EV_EOF comes with the bytes left to read", SocketEofWithUnreadBytes},
      {"a pipe's EV_EOF comes with the bytes left to read", PipeEofWithUnreadBytes},
      {"NOTE_LOWAT holds the read filter back", LowWaterMark},
      {"filters that are not there are EINVAL", OtherFiltersAreInvalid},
  };
}

}  // namespace kqueue_standin::rows
