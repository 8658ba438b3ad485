// kqueue(2) and kevent(2) themselves: change lists, and waiting.
#include <sys/epoll.h>
#include <sys/event.h>

#include <cerrno>
#include <cstdint>
#include <ctime>
#include <memory>
#include <mutex>
#include <optional>
#include <span>

#include "deadline.h"
#include "open_kqueue.h"
#include "system.h"

namespace kqueue_standin {
namespace {

int Fail(int error) {
  errno = error;
  return -1;
}

// What the call returns without waiting: the number of results in the event list, or -1 with errno.
std::optional<int> ApplyChanges(OpenKqueue& opened, std::span<const struct kevent> changes,
                                std::span<struct kevent> events) {
  const System& system = opened.system;
  size_t count = 0;
  for (const struct kevent change : changes) {
    const int error = opened.kqueue.Apply(change);
    const bool wants_receipt = (change.flags & EV_RECEIPT) != 0;
    if (error == 0 && !wants_receipt) continue;
    if (count == events.size()) {
      if (error != 0) return Fail(error);
      if (system.receipts_need_room) return 0;
      continue;
    }
    events[count] = change;
    events[count].flags = EV_ERROR;
    if (system.errors_keep_flags) events[count].flags |= change.flags;
    events[count].data = error;
    ++count;
  }
  if (count == 0) return std::nullopt;
  return static_cast<int>(count);
}

int WaitForEvents(std::unique_lock<std::mutex>& lock, const std::shared_ptr<OpenKqueue>& opened,
                  std::span<struct kevent> events, const timespec* timeout) {
  // A BSD wakes the reader of a regular file that grows; here only looking again tells.
  constexpr int64_t kFileIntervalNs = 10'000'000;
  const Deadline deadline(timeout);
  std::optional<Waiter> waiter;
  for (;;) {
    const int count = opened->kqueue.Scan(events);
    if (count > 0) return count;
    if (deadline.HasPassed()) return 0;
    if (!waiter) waiter.emplace(opened);
    const int64_t at_most_ns = opened->kqueue.HasFileAtItsEnd() ? kFileIntervalNs : 0;
    const int fd = waiter->fd();
    lock.unlock();
    const int polled = deadline.WaitFor(fd, at_most_ns);
    const int error = errno;
    lock.lock();
    if (!waiter->MayStay()) return Fail(EBADF);
    if (polled < 0) return Fail(error);
  }
}

}  // namespace
}  // namespace kqueue_standin

using namespace kqueue_standin;

extern "C" int kqueue() {
  const auto system = SystemFromEnvironment();
  if (!system) return Fail(EINVAL);
  const auto lock = Lock();
  const int kq = ::epoll_create1(0);
  if (kq < 0) return -1;
  Insert(std::make_shared<OpenKqueue>(kq, *system));
  return kq;
}

extern "C" int kevent(int kq, const struct kevent* changelist, int nchanges,
                      struct kevent* eventlist, int nevents, const timespec* timeout) {
  if (nchanges < 0 || nevents < 0) return Fail(EINVAL);
  const std::span changes(changelist, static_cast<size_t>(nchanges));
  const std::span events(eventlist, static_cast<size_t>(nevents));
  auto lock = Lock();
  const std::shared_ptr<OpenKqueue> opened = Find(kq);
  if (!opened) return Fail(EBADF);
  if (const auto results = ApplyChanges(*opened, changes, events)) return *results;
  if (events.empty()) return 0;
  if (timeout != nullptr && !IsValid(*timeout, opened->system)) return Fail(EINVAL);
  return WaitForEvents(lock, opened, events, timeout);
}
