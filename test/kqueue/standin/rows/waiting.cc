// Waiting: time-outs, signals, other threads, turns and numbers.
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <thread>

#include "row.h"

namespace kqueue_standin::rows {
namespace {

struct Outcome {
  int count = 0;
  int error = 0;
  struct kevent event {};
};

/// A thread in one kevent(2) call without a time-out.
class Waiter {
 public:
  explicit Waiter(int kq, std::vector<struct kevent> changes = {})
      : thread_([this, kq, changes = std::move(changes)] {
          thread_id_ = static_cast<pid_t>(::syscall(SYS_gettid));
          outcome_.count = ::kevent(kq, changes.data(), static_cast<int>(changes.size()),
                                    &outcome_.event, 1, nullptr);
          outcome_.error = errno;
          returned_ = true;
        }) {
    // Asleep is when the kernel says that it is in the system call the stand-in waits with.
    const std::string asleep = std::to_string(SYS_ppoll) + " ";
    std::string line;
    while (line.rfind(asleep, 0) != 0 && !returned_) {
      std::ifstream status("/proc/self/task/" + std::to_string(thread_id_) + "/syscall");
      std::getline(status, line);
    }
  }

  bool returned() const { return returned_; }
  void Signal(int signal) { ::pthread_kill(thread_.native_handle(), signal); }
  const Outcome& Join() {
    thread_.join();
    return outcome_;
  }

 private:
  std::atomic<pid_t> thread_id_{0};
  std::atomic<bool> returned_{false};
  Outcome outcome_;
  std::thread thread_;
};

void TimeoutErrors(const System&) {
  const Queue queue;
  struct kevent event {};
  for (const timespec timeout : {timespec{-1, 0}, timespec{0, -1}, timespec{0, 1'000'000'000}}) {
    EXPECT(::kevent(queue.fd(), nullptr, 0, &event, 1, &timeout) == -1 && errno == EINVAL);
  }
  constexpr timespec kShort{.tv_sec = 0, .tv_nsec = 1'000'000};
  EXPECT(::kevent(queue.fd(), nullptr, 0, &event, 1, &kShort) == 0);
  EXPECT(::kevent(queue.fd(), nullptr, -1, &event, 1, &kNoWait) == -1 && errno == EINVAL);
}

void NoRoomReturnsAtOnce(const System&) {
  const Pair pair;
  const Queue queue;
  EXPECT(::kevent(queue.fd(), nullptr, 0, nullptr, 0, nullptr) == 0);
  EXPECT(::kevent(queue.fd(), nullptr, 0, nullptr, 0, &kLongWait) == 0);
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ADD) == 0);
  EXPECT(::kevent(queue.fd(), nullptr, 0, nullptr, 0, nullptr) == 0);
}

void ReadyOnesTakeTurns(const System&) {
  const Pair pair;
  const Pair other;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ADD) == 0);
  EXPECT(queue.Apply(other.near, EVFILT_WRITE, EV_ADD) == 0);
  uintptr_t last = 0;
  for (int round = 0; round < 6; ++round) {
    const Events events = queue.Wait(kNoWait, 1);
    EXPECT(events.size() == 1 && events[0].ident != last);
    last = events[0].ident;
  }
}

void SignalInterrupts(const System&) {
  struct sigaction action {};
  struct sigaction before {};
  action.sa_handler = [](int) {};
  action.sa_flags = SA_RESTART;
  EXPECT(::sigaction(SIGUSR1, &action, &before) == 0);
  const Pair pair;
  const Queue queue;
  Waiter waiter(queue.fd(), {Change(pair.near, EVFILT_READ, EV_ADD)});
  waiter.Signal(SIGUSR1);
  const Outcome& outcome = waiter.Join();
  EXPECT(::sigaction(SIGUSR1, &before, nullptr) == 0);
  EXPECT(outcome.count == -1 && outcome.error == EINTR);
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_DELETE) == 0);
}

void ReadinessWakesAWaiter(const System&) {
  const Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD) == 0);
  Waiter waiter(queue.fd());
  Send(pair.far, "abc");
  const Outcome& outcome = waiter.Join();
  EXPECT(outcome.count == 1 && outcome.event.data == 3);
}

void ChangesWakeAWaiter(const System&) {
  const Pair pair;
  const Queue queue;
  {
    Waiter waiter(queue.fd());
    const int error = queue.Apply(pair.near, EVFILT_WRITE, EV_ADD | EV_ONESHOT);
    EXPECT(waiter.Join().event.filter == EVFILT_WRITE && error == 0);
  }
  Waiter waiter(queue.fd(), {Change(1, EVFILT_USER, EV_ADD | EV_CLEAR)});
  const int error = queue.Apply(1, EVFILT_USER, 0, NOTE_TRIGGER);
  EXPECT(waiter.Join().event.filter == EVFILT_USER && error == 0);
}

void GrowingFileWakesAWaiter(const System&) {
  const Fd file = TemporaryFile("");
  const Queue queue;
  EXPECT(queue.Apply(file, EVFILT_READ, EV_ADD) == 0);
  Waiter waiter(queue.fd());
  const ssize_t written = ::pwrite(file, "grown", 5, 0);
  EXPECT(waiter.Join().event.data == 5 && written == 5);
}

void CloseWakesNobody(const System&) {
  const Pair pair;
  Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD) == 0);
  Waiter waiter(queue.fd());
  queue.CloseUnderAWaiter();
  const bool woken_by_close = waiter.returned();
  // Another kqueue at the same number is no business of the first one's waiter.
  const Queue next;
  const int error = next.Apply(1, EVFILT_USER, EV_ADD, NOTE_TRIGGER);
  const bool woken_by_next = waiter.returned();
  Send(pair.far, "abc");
  const Outcome& outcome = waiter.Join();
  EXPECT(outcome.count == -1 && outcome.error == EBADF);
  EXPECT(!woken_by_close && error == 0 && !woken_by_next);
}

void TwentyThousandFilters(const System&) {
  rlimit limit{};
  EXPECT(::getrlimit(RLIMIT_NOFILE, &limit) == 0);
  const size_t descriptors = std::min<size_t>(10'000, limit.rlim_cur - 100);
  const Pair pair;
  const Queue queue;
  std::vector<Fd> duplicates;
  std::vector<struct kevent> changes;
  for (size_t i = 0; i < descriptors; ++i) {
    duplicates.emplace_back(::dup(pair.near));
    changes.push_back(Change(duplicates.back(), EVFILT_READ, EV_ADD));
    changes.push_back(Change(duplicates.back(), EVFILT_WRITE, EV_ADD));
  }
  EXPECT(::kevent(queue.fd(), changes.data(), static_cast<int>(changes.size()), nullptr, 0,
                  nullptr) == 0);
  EXPECT(queue.Wait(kNoWait, changes.size() + 1).size() == descriptors);
  Send(pair.far, "abc");
  // As many events as filters: twice as many as descriptors.
  EXPECT(queue.Wait(kNoWait, changes.size() + 1).size() == changes.size());

  while (duplicates.size() > 1) duplicates.pop_back();
  EXPECT(queue.Wait(kNoWait, changes.size() + 1).size() == 2);
}

void ThreadsShareAKqueue(const System&) {
  constexpr int kWaiters = 3;
  constexpr int kMessages = 2'000;
  const Queue queue;
  const Pipe pipe;
  const Pair other;
  EXPECT(queue.Apply(pipe.read_end, EVFILT_READ, EV_ADD | EV_DISPATCH) == 0);
  std::atomic<int> received{0};
  std::atomic<int> failures{0};
  std::vector<std::thread> waiters;
  for (int i = 0; i < kWaiters; ++i) {
    waiters.emplace_back([&] {
      for (;;) {
        struct kevent event {};
        if (::kevent(queue.fd(), nullptr, 0, &event, 1, nullptr) != 1) ++failures;
        if (event.filter == EVFILT_USER) return;
        // EV_DISPATCH gives the pipe to one thread at a time.
        char byte = 0;
        if (::read(pipe.read_end, &byte, 1) != 1) ++failures;
        ++received;
        if (queue.Apply(pipe.read_end, EVFILT_READ, EV_ENABLE) != 0) ++failures;
      }
    });
  }
  for (int i = 0; i < kMessages; ++i) {
    Send(pipe.write_end, "x");
    // Meanwhile filters come and go.
    if (queue.Apply(other.near, EVFILT_READ, EV_ADD) != 0) ++failures;
    if (queue.Apply(other.near, EVFILT_READ, EV_DELETE) != 0) ++failures;
  }
  while (received < kMessages) std::this_thread::yield();
  // Not cleared: it wakes every one of them.
  if (queue.Apply(1, EVFILT_USER, EV_ADD, NOTE_TRIGGER) != 0) ++failures;
  for (std::thread& waiter : waiters) waiter.join();
  EXPECT(failures == 0 && received == kMessages);
}

}  // namespace

std::vector<Row> WaitingRows() {
  return {
      {"a negative time-out, or too many nanoseconds, is EINVAL", TimeoutErrors},
      {"without room for events it returns at once, whatever the time-out", NoRoomReturnsAtOnce},
      {"with room for one, ready filters take turns", ReadyOnesTakeTurns},
      {"a signal interrupts the wait, its changes applied", SignalInterrupts},
      {"readiness wakes a waiter", ReadinessWakesAWaiter},
      {"another thread's changes wake a waiter", ChangesWakeAWaiter},
      {"a regular file that grows wakes a waiter", GrowingFileWakesAWaiter},
      {"closing a kqueue does not wake a waiter in another thread", CloseWakesNobody},
      {"twenty thousand filters, and as many events", TwentyThousandFilters},
      {"threads share a kqueue", ThreadsShareAKqueue},
  };
}

}  // namespace kqueue_standin::rows
