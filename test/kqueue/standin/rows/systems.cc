// Where systems differ: pipes without readers, regular files, and the flags of events.
#include <stdlib.h>

#include "row.h"

namespace kqueue_standin::rows {
namespace {

void PipeWhoseReaderCloses(const System& system) {
  Pipe pipe;
  const Queue queue;
  EXPECT(queue.Apply(pipe.write_end, EVFILT_WRITE, EV_ADD) == 0);
  EXPECT(queue.Wait().size() == 1);
  pipe.read_end.Close();

  const Events events = queue.Wait();
  EXPECT(events.size() == 1 && (events[0].flags & EV_EOF) != 0);
  EXPECT(((events[0].flags & EV_ONESHOT) != 0) == system.eof_once);
  EXPECT(queue.Wait().size() == (system.eof_once ? 0 : 1));
  EXPECT(queue.Wait().size() == (system.eof_once ? 0 : 1));
  EXPECT(queue.Apply(pipe.write_end, EVFILT_WRITE, EV_DELETE) == (system.eof_once ? ENOENT : 0));
}

void WriteAddedAfterTheReaderClosed(const System& system) {
  Pipe pipe;
  const Queue queue;
  pipe.read_end.Close();
  EXPECT(queue.Apply(pipe.write_end, EVFILT_WRITE, EV_ADD) == system.broken_pipe_errno);
  const bool added = system.broken_pipe_errno == 0;
  for (int round = 0; round < 2; ++round) {
    const Events events = queue.Wait();
    EXPECT(events.size() == (added ? 1 : 0));
    EXPECT(!added || (events[0].flags & (EV_EOF | EV_ONESHOT)) == EV_EOF);
  }
  EXPECT(queue.Apply(pipe.write_end, EVFILT_WRITE, EV_DELETE) == (added ? 0 : ENOENT));
}

void RegularFileReadSaysWhatRemains(const System&) {
  const Fd file = TemporaryFile("twelve bytes");
  const Queue queue;
  EXPECT(queue.Apply(file, EVFILT_READ, EV_ADD) == 0);
  Events events = queue.Wait();
  EXPECT(events.size() == 1 && events[0].data == 12);
  Receive(file, 7);
  events = queue.Wait();
  EXPECT(events.size() == 1 && events[0].data == 5);
  Receive(file, 5);
  EXPECT(queue.Wait().empty());
  EXPECT(::pwrite(file, "grown", 5, 12) == 5);
  events = queue.Wait();
  EXPECT(events.size() == 1 && events[0].data == 5);
}

void RegularFileWrite(const System& system) {
  const Fd file = TemporaryFile("");
  const Queue queue;
  EXPECT(queue.Apply(file, EVFILT_WRITE, EV_ADD) == system.regular_file_write_errno);
  const size_t expected = system.regular_file_write_errno == 0 ? 1 : 0;
  EXPECT(queue.Wait().size() == expected);
  EXPECT(queue.Wait().size() == expected);
  EXPECT(queue.Apply(file, EVFILT_WRITE, EV_DELETE) == (expected == 1 ? 0 : ENOENT));
}

void ReturnedFlags(const System& system) {
  const Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ADD | EV_ENABLE | EV_CLEAR) == 0);
  const Events events = queue.Wait();
  EXPECT(events.size() == 1 && events[0].flags == (EV_CLEAR | system.returned_actions));
}

// Set by main() for every row.
std::string SystemName() {
  const char* name = ::getenv("SELECTORS_TS_KQUEUE_SYSTEM");
  EXPECT(name != nullptr);
  return name;
}

void SwitchesDiffer(const System& system) {
  const std::string name = SystemName();
  EXPECT(system.eof_once == (name == "freebsd"));
  EXPECT(((system.returned_actions & EV_ADD) != 0) == (name != "freebsd"));
  EXPECT(system.regular_file_write_errno == (name == "netbsd" ? EINVAL : 0));
  EXPECT(system.kqueue_write_errno == (name == "netbsd" ? EPERM : EINVAL));
  const bool macos = name == "macos";
  EXPECT(system.broken_pipe_errno == (macos ? 0 : name == "netbsd" ? EBADF : EPIPE));
  EXPECT(system.closed_number_errno == (macos ? ENOENT : EBADF));
  EXPECT(system.errors_keep_flags == macos);
  EXPECT(system.receipts_need_room == !macos);
  EXPECT(system.add_ignores_trigger == !macos);
  EXPECT(system.close_under_waiter == (macos              ? CloseUnderWaiter::kWaiterFails
                                       : name == "netbsd" ? CloseUnderWaiter::kCloseWaits
                                                          : CloseUnderWaiter::kWaiterStays));
  EXPECT(system.longest_timeout_s == (macos ? INT32_MAX : INT64_MAX));
}

void UnknownSystemIsInvalid(const System&) {
  const std::string name = SystemName();
  ::setenv("SELECTORS_TS_KQUEUE_SYSTEM", "plan9", 1);
  const int kq = ::kqueue();
  const int error = errno;
  ::setenv("SELECTORS_TS_KQUEUE_SYSTEM", name.c_str(), 1);
  EXPECT(kq == -1 && error == EINVAL);
}

}  // namespace

std::vector<Row> SystemRows() {
  return {
      {"the switches are this system's", SwitchesDiffer},
      {"a pipe whose reader closes: EV_EOF once or for as long as asked", PipeWhoseReaderCloses},
      {"a write filter added after the reader closed: EPIPE, EBADF or EV_EOF at once",
       WriteAddedAfterTheReaderClosed},
      {"a regular file's read filter says what remains, and is silent at the end",
       RegularFileReadSaysWhatRemains},
      {"a regular file's write filter: EINVAL or always ready", RegularFileWrite},
      {"returned flags: EV_ADD kept or not", ReturnedFlags},
      {"an unknown system's name is EINVAL", UnknownSystemIsInvalid},
  };
}

}  // namespace kqueue_standin::rows
