#include "kqueue.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>

namespace kqueue_standin {
namespace {

// Always readable, and in the epoll set of every kqueue: asking for its events or for none is what
// shows or hides that filters are queued, and its being there tells a kqueue's epoll set from other
// ones. One for all, from the addon's loading to its unloading: a kqueue costs a single descriptor,
// as on a BSD, so a program that counts its descriptors finds what it would find there.
const struct AlwaysReadable {
  const int fd = ::eventfd(1, EFD_CLOEXEC);
  ~AlwaysReadable() { ::close(fd); }
} always_readable;

// The tag of its events: no watch has it, their serials are above 0.
constexpr uint64_t kAlwaysReadableTag = 0;

}  // namespace

Kqueue::Kqueue(int epoll_fd, const System& system) : epoll_fd_(epoll_fd), system_(system) {
  epoll_event hidden{.events = 0, .data = {.u64 = kAlwaysReadableTag}};
  ::epoll_ctl(epoll_fd_, EPOLL_CTL_ADD, always_readable.fd, &hidden);
}

bool Kqueue::IsKqueue(int fd) {
  epoll_event nothing{};
  if (::epoll_ctl(fd, EPOLL_CTL_ADD, always_readable.fd, &nothing) == 0) {
    ::epoll_ctl(fd, EPOLL_CTL_DEL, always_readable.fd, nullptr);
    return false;
  }
  return errno == EEXIST;
}

void Kqueue::Activate(uintptr_t ident, Filter filter) {
  const auto found = knotes_.find({ident, filter});
  if (found != knotes_.end() && found->second.enabled) Enqueue(found->second);
}

void Kqueue::Enqueue(Knote& knote) {
  if (!knote.place) knote.place = queue_.insert(queue_.end(), &knote);
}

void Kqueue::Dequeue(Knote& knote) {
  if (knote.place) queue_.erase(*knote.place);
  knote.place.reset();
}

void Kqueue::ShowPending() {
  Show(!queue_.empty());
}

void Kqueue::Show(bool pending) {
  if (pending == shows_pending_) return;
  epoll_event asked{.events = pending ? uint32_t{EPOLLIN} : 0, .data = {.u64 = kAlwaysReadableTag}};
  ::epoll_ctl(epoll_fd_, EPOLL_CTL_MOD, always_readable.fd, &asked);
  shows_pending_ = pending;
}

}  // namespace kqueue_standin
