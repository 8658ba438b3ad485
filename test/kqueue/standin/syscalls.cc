// kqueue(2) and kevent(2) themselves: which numbers are kqueues, change lists, waiting and fork(2).
#include <poll.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/event.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <ctime>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <unordered_map>

#include "kqueue.h"
#include "system.h"

namespace kqueue_standin {
namespace {

// Guards the table and every kqueue in it. Never held while waiting.
std::mutex mutex;

// Leaked: a thread may still be in kevent() when the process exits.
auto& table = *new std::unordered_map<int, std::shared_ptr<Kqueue>>;

// The number may have been closed, by whomever, and name something else by now.
std::shared_ptr<Kqueue> Find(int kq) {
  const auto found = table.find(kq);
  if (found == table.end()) return nullptr;
  if (found->second->StillNamesItself()) return found->second;
  table.erase(found);
  return nullptr;
}

// A child of fork(2) does not get its parent's kqueues.
void CloseAllInChild() {
  for (const auto& [kq, kqueue] : table) {
    if (kqueue->StillNamesItself()) ::close(kq);
  }
  table.clear();
  mutex.unlock();
}

[[maybe_unused]] const int fork_handlers =
    ::pthread_atfork([] { mutex.lock(); }, [] { mutex.unlock(); }, CloseAllInChild);

int Fail(int error) {
  errno = error;
  return -1;
}

constexpr int64_t kNanoseconds = 1'000'000'000;

bool IsValid(const timespec& timeout) {
  return timeout.tv_sec >= 0 && timeout.tv_nsec >= 0 && timeout.tv_nsec < kNanoseconds;
}

int64_t NowNs() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * kNanoseconds + now.tv_nsec;
}

class Deadline {
 public:
  explicit Deadline(const timespec* timeout) {
    // Longer than a process lives is for ever, and must not overflow.
    if (timeout == nullptr || timeout->tv_sec > INT32_MAX) return;
    deadline_ns_ = NowNs() + timeout->tv_sec * kNanoseconds + timeout->tv_nsec;
  }

  bool HasPassed() const { return deadline_ns_ && *deadline_ns_ <= NowNs(); }

  /// Waits until the kqueue is readable, the deadline or a signal. Polling takes no event from the
  /// epoll set, so whichever thread scans first finds it. `at_most_ns` 0 is no limit.
  int Wait(int kq, int64_t at_most_ns) const {
    int64_t wait_ns = deadline_ns_ ? *deadline_ns_ - NowNs() : INT64_MAX;
    if (at_most_ns != 0 && wait_ns > at_most_ns) wait_ns = at_most_ns;
    if (wait_ns < 0) wait_ns = 0;
    const timespec timeout{.tv_sec = wait_ns / kNanoseconds, .tv_nsec = wait_ns % kNanoseconds};
    pollfd polled{.fd = kq, .events = POLLIN, .revents = 0};
    return ::ppoll(&polled, 1, wait_ns == INT64_MAX ? nullptr : &timeout, nullptr);
  }

 private:
  std::optional<int64_t> deadline_ns_;
};

// What the call returns without waiting: the number of results in the event list, or -1 with errno.
std::optional<int> ApplyChanges(Kqueue& kqueue, std::span<const struct kevent> changes,
                                std::span<struct kevent> events) {
  size_t count = 0;
  for (const struct kevent change : changes) {
    const int error = kqueue.Apply(change);
    if (error == 0 && (change.flags & EV_RECEIPT) == 0) continue;
    // Without room the rest is not applied, not even after a success that wants its receipt.
    if (count == events.size()) return error == 0 ? 0 : Fail(error);
    events[count] = change;
    events[count].flags |= EV_ERROR;
    events[count].data = error;
    ++count;
  }
  if (count == 0) return std::nullopt;
  return static_cast<int>(count);
}

int WaitForEvents(int kq, const std::shared_ptr<Kqueue>& kqueue, std::span<struct kevent> events,
                  const timespec* timeout) {
  // A BSD wakes the reader of a regular file that grows; here only looking again tells.
  constexpr int64_t kFileIntervalNs = 10'000'000;
  const Deadline deadline(timeout);
  for (;;) {
    bool has_file = false;
    {
      const std::lock_guard lock(mutex);
      if (Find(kq) != kqueue) return Fail(EBADF);
      const int count = kqueue->Scan(events);
      if (count > 0) return count;
      has_file = kqueue->HasFileAtItsEnd();
    }
    if (deadline.HasPassed()) return 0;
    if (deadline.Wait(kq, has_file ? kFileIntervalNs : 0) < 0) return -1;
  }
}

}  // namespace
}  // namespace kqueue_standin

using namespace kqueue_standin;

extern "C" int kqueue() {
  const auto system = SystemFromEnvironment();
  if (!system) return Fail(EINVAL);
  const std::lock_guard lock(mutex);
  const int kq = ::epoll_create1(0);
  if (kq < 0) return -1;
  table.insert_or_assign(kq, std::make_shared<Kqueue>(kq, *system));
  return kq;
}

extern "C" int kevent(int kq, const struct kevent* changelist, int nchanges,
                      struct kevent* eventlist, int nevents, const timespec* timeout) {
  if (nchanges < 0 || nevents < 0) return Fail(EINVAL);
  const std::span changes(changelist, static_cast<size_t>(nchanges));
  const std::span events(eventlist, static_cast<size_t>(nevents));
  std::shared_ptr<Kqueue> kqueue;
  {
    const std::lock_guard lock(mutex);
    kqueue = Find(kq);
    if (!kqueue) return Fail(EBADF);
    if (const auto results = ApplyChanges(*kqueue, changes, events)) return *results;
  }
  if (events.empty()) return 0;
  if (timeout != nullptr && !IsValid(*timeout)) return Fail(EINVAL);
  return WaitForEvents(kq, kqueue, events, timeout);
}
