// Events: which filters have been active, and what each of them has to say now.
#include <sys/epoll.h>

#include <array>

#include "kqueue.h"

namespace kqueue_standin {

Readiness Kqueue::Evaluate(const Knote& knote) const {
  if (knote.filter == EVFILT_USER) return {.ready = knote.triggered, .data = knote.wanted_data};
  const int fd = static_cast<int>(knote.ident);
  const FileKind kind = watches_.at(fd).kind();
  Readiness readiness =
      knote.filter == EVFILT_READ ? ReadReadiness(fd, kind) : WriteReadiness(fd, kind);
  if (kind == FileKind::kSocket && (knote.wanted_fflags & NOTE_LOWAT) != 0 && !readiness.eof) {
    readiness.ready = readiness.ready && readiness.data >= knote.wanted_data;
  }
  return readiness;
}

int Kqueue::Scan(std::span<struct kevent> events) {
  CollectEdges();
  CollectFiles();
  size_t count = 0;
  // Behind the mark come those put back by this scan, which have had their turn.
  const auto mark = queue_.insert(queue_.end(), nullptr);
  while (count < events.size() && queue_.front() != nullptr) {
    Knote& knote = *queue_.front();
    if (knote.filter != EVFILT_USER) {
      const int fd = static_cast<int>(knote.ident);
      if (!watches_.at(fd).StillNamesItsFile(epoll_fd_)) {
        Forget(fd);
        continue;
      }
    }
    Dequeue(knote);
    const Readiness readiness = Evaluate(knote);
    if (readiness.ready) events[count++] = Report(knote, readiness);
  }
  queue_.erase(mark);
  ShowPending();
  return static_cast<int>(count);
}

// May remove the knote.
struct kevent Kqueue::Report(Knote& knote, const Readiness& readiness) {
  struct kevent event {
    .ident = knote.ident, .filter = knote.filter, .flags = knote.flags, .fflags = 0,
    .data = readiness.data, .udata = knote.udata,
  };
  if (knote.filter == EVFILT_USER) event.fflags = knote.wanted_fflags & NOTE_FFLAGSMASK;
  if (readiness.eof) event.flags |= EV_EOF;
  const bool broken_pipe = readiness.eof && knote.filter == EVFILT_WRITE &&
                           watches_.at(static_cast<int>(knote.ident)).kind() == FileKind::kPipe;
  if (broken_pipe && system_.eof_once) event.flags |= EV_ONESHOT;

  knote.reported_data = readiness.data;
  if ((event.flags & EV_ONESHOT) != 0) {
    Remove(knotes_.find({knote.ident, knote.filter}));
    return event;
  }
  if ((knote.flags & EV_CLEAR) != 0) knote.triggered = false;
  if ((knote.flags & EV_DISPATCH) != 0) knote.enabled = false;
  if ((knote.flags & (EV_CLEAR | EV_DISPATCH)) == 0) Enqueue(knote);
  return event;
}

void Kqueue::CollectEdges() {
  std::array<epoll_event, 256> edges;
  int count = 0;
  do {
    count = ::epoll_wait(epoll_fd_, edges.data(), static_cast<int>(edges.size()), 0);
    for (int i = 0; i < count; ++i) {
      const uint64_t tag = edges[i].data.u64;
      const int fd = Watch::FdOf(tag);
      const auto watch = watches_.find(fd);
      if (watch == watches_.end() || watch->second.tag() != tag) continue;
      const uint32_t ended = EPOLLHUP | EPOLLERR;
      if ((edges[i].events & (EPOLLIN | ended)) != 0) Activate(fd, EVFILT_READ);
      if ((edges[i].events & (EPOLLOUT | ended)) != 0) Activate(fd, EVFILT_WRITE);
    }
  } while (count == static_cast<int>(edges.size()));
}

void Kqueue::CollectFiles() {
  for (auto next = files_.begin(); next != files_.end();) {
    const int fd = *next++;
    if (!watches_.at(fd).StillNamesItsFile(epoll_fd_)) {
      Forget(fd);
      continue;
    }
    const auto found = knotes_.find({static_cast<uintptr_t>(fd), EVFILT_READ});
    if (found == knotes_.end()) continue;
    const Knote& knote = found->second;
    const Readiness readiness = Evaluate(knote);
    const bool grown = (knote.flags & EV_CLEAR) == 0 || readiness.data > knote.reported_data;
    if (readiness.ready && grown) Activate(knote.ident, knote.filter);
  }
}

bool Kqueue::HasFileAtItsEnd() const {
  for (const int fd : files_) {
    const auto found = knotes_.find({static_cast<uintptr_t>(fd), EVFILT_READ});
    if (found != knotes_.end() && found->second.enabled && !found->second.place) return true;
  }
  return false;
}

}  // namespace kqueue_standin
