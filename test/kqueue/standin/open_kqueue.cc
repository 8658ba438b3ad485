#include "open_kqueue.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <condition_variable>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace kqueue_standin {
namespace {

// Made when first asked for, as close() is called while the addon is still being loaded; never
// destroyed, as a thread may still be in kevent() when the process exits.
struct Shared {
  std::mutex mutex;
  std::condition_variable waiter_left;
  std::unordered_map<int, std::shared_ptr<OpenKqueue>> by_number;
  std::unordered_set<OpenKqueue*> waited_for;
};

Shared& All() {
  static auto& all = *new Shared;
  return all;
}

int CloseNow(int fd) {
  return static_cast<int>(::syscall(SYS_close, fd));
}

// A child of fork(2) does not get its parent's kqueues.
void CloseAllInChild() {
  for (const auto& [number, opened] : All().by_number) {
    if (opened->kqueue.StillNamesItself()) CloseNow(number);
  }
  for (const OpenKqueue* opened : All().waited_for) {
    if (opened->waiters_fd >= 0) CloseNow(opened->waiters_fd);
  }
  All().by_number.clear();
  All().waited_for.clear();
  All().mutex.unlock();
}

[[maybe_unused]] const int fork_handlers =
    ::pthread_atfork([] { All().mutex.lock(); }, [] { All().mutex.unlock(); }, CloseAllInChild);

// Out of the way of the numbers that a program closes and expects to get again.
int DuplicateForWaiters(int fd) {
  constexpr int kLowest = 512;
  const int duplicate = ::fcntl(fd, F_DUPFD_CLOEXEC, kLowest);
  return duplicate >= 0 ? duplicate : ::fcntl(fd, F_DUPFD_CLOEXEC, 0);
}

// By another thread, whose close() waits.
bool IsBeingClosed(int number) {
  const auto found = All().by_number.find(number);
  return found != All().by_number.end() && found->second->closed &&
         found->second->kqueue.StillNamesItself();
}

int Close(std::unique_lock<std::mutex> lock, const std::shared_ptr<OpenKqueue>& opened) {
  opened->closed = true;
  if (opened->waiters != 0) {
    switch (opened->system.close_under_waiter) {
      case CloseUnderWaiter::kWaiterStays:
        break;
      case CloseUnderWaiter::kCloseWaits:
        All().waiter_left.wait(lock, [&] { return opened->waiters == 0; });
        break;
      case CloseUnderWaiter::kWaiterFails:
        opened->kqueue.ShowClosed();
        break;
    }
  }
  const auto found = All().by_number.find(opened->number);
  if (found == All().by_number.end() || found->second != opened) {
    errno = EBADF;
    return -1;
  }
  All().by_number.erase(found);
  if (opened->waiters != 0) opened->kqueue.MoveTo(opened->waiters_fd);
  return CloseNow(opened->number);
}

}  // namespace

std::unique_lock<std::mutex> Lock() {
  return std::unique_lock(All().mutex);
}

void Insert(std::shared_ptr<OpenKqueue> opened) {
  const int number = opened->number;
  All().by_number.insert_or_assign(number, std::move(opened));
}

std::shared_ptr<OpenKqueue> Find(int number) {
  const auto found = All().by_number.find(number);
  if (found == All().by_number.end() || found->second->closed) return nullptr;
  if (found->second->kqueue.StillNamesItself()) return found->second;
  All().by_number.erase(found);
  return nullptr;
}

Waiter::Waiter(std::shared_ptr<OpenKqueue> opened) : opened_(std::move(opened)) {
  if (opened_->waiters++ != 0) return;
  opened_->waiters_fd = DuplicateForWaiters(opened_->number);
  All().waited_for.insert(opened_.get());
}

Waiter::~Waiter() {
  if (--opened_->waiters != 0) return;
  All().waited_for.erase(opened_.get());
  if (opened_->waiters_fd >= 0) CloseNow(std::exchange(opened_->waiters_fd, -1));
  All().waiter_left.notify_all();
}

int Waiter::fd() const {
  return opened_->waiters_fd >= 0 ? opened_->waiters_fd : opened_->number;
}

bool Waiter::MayStay() const {
  if (!opened_->closed) return Find(opened_->number) == opened_;
  switch (opened_->system.close_under_waiter) {
    case CloseUnderWaiter::kWaiterStays:
      // Without a descriptor to spare for the duplicate, the events are out of reach.
      return opened_->waiters_fd >= 0;
    case CloseUnderWaiter::kCloseWaits:
      return true;
    case CloseUnderWaiter::kWaiterFails:
      return false;
  }
  return false;
}

}  // namespace kqueue_standin

// The program's own closing of descriptors, to see kqueues close. Numbers that are none go straight
// to the kernel. Hidden: within the addon it is this one that is called, and the C library's
// everywhere else.
extern "C" [[gnu::visibility("hidden")]] int close(int fd) {
  using namespace kqueue_standin;
  {
    std::unique_lock<std::mutex> lock = Lock();
    if (IsBeingClosed(fd)) {
      errno = EBADF;
      return -1;
    }
    if (const auto opened = Find(fd)) return Close(std::move(lock), opened);
  }
  return CloseNow(fd);
}
