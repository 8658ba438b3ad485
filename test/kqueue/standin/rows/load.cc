// Many filters, and many threads.
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "row.h"

namespace kqueue_standin::rows {
namespace {

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
  if (queue.AddTriggered(1) != 0) ++failures;
  for (std::thread& waiter : waiters) waiter.join();
  EXPECT(failures == 0 && received == kMessages);
}

}  // namespace

std::vector<Row> LoadRows() {
  return {
      {"twenty thousand filters, and as many events", TwentyThousandFilters},
      {"threads share a kqueue", ThreadsShareAKqueue},
  };
}

}  // namespace kqueue_standin::rows
