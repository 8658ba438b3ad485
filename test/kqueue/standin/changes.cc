// The changes of a change list: adding, modifying and deleting filters.
#include <fcntl.h>

#include <cerrno>
#include <climits>

#include "kqueue.h"

namespace kqueue_standin {
namespace {

bool IsOpen(uintptr_t ident) {
  return ident <= INT_MAX && ::fcntl(static_cast<int>(ident), F_GETFD) >= 0;
}

}  // namespace

int Kqueue::Apply(const struct kevent& change) {
  const int error = Change(change);
  ShowPending();
  return error;
}

int Kqueue::Change(const struct kevent& change) {
  if (change.filter == EVFILT_READ || change.filter == EVFILT_WRITE) {
    if (!IsOpen(change.ident)) {
      return (change.flags & EV_ADD) != 0 ? EBADF : system_.closed_number_errno;
    }
    const int fd = static_cast<int>(change.ident);
    const auto watch = watches_.find(fd);
    if (watch != watches_.end() && !watch->second.StillNamesItsFile(epoll_fd_)) Forget(fd);
  } else if (change.filter != EVFILT_USER) {
    return EINVAL;
  }
  const auto found = knotes_.find({change.ident, change.filter});
  if (found == knotes_.end()) return (change.flags & EV_ADD) != 0 ? Add(change) : ENOENT;
  if ((change.flags & EV_DELETE) != 0) {
    Remove(found);
  } else {
    Modify(found->second, change);
  }
  return 0;
}

int Kqueue::Add(const struct kevent& change) {
  if (change.filter != EVFILT_USER) {
    const int error = SetFilter(static_cast<int>(change.ident), change.filter, true);
    if (error != 0) return error;
  }
  const unsigned dropped =
      EV_SYSFLAGS | EV_DELETE | EV_DISABLE | ((EV_ADD | EV_ENABLE) & ~system_.returned_actions);
  const Knote added{.ident = change.ident,
                    .filter = change.filter,
                    .flags = static_cast<Flags>(change.flags & ~dropped),
                    .wanted_fflags = change.fflags,
                    .wanted_data = change.data,
                    .udata = change.udata,
                    .enabled = (change.flags & EV_DISABLE) == 0,
                    .triggered = !system_.add_ignores_trigger && change.filter == EVFILT_USER &&
                                 (change.fflags & NOTE_TRIGGER) != 0};
  Knote& knote = knotes_.emplace(Key{change.ident, change.filter}, added).first->second;
  if (knote.enabled && Evaluate(knote).ready) Enqueue(knote);
  return 0;
}

// Adding a filter that is there changes its parameters only. It keeps its flags (EV_CLEAR and so
// on), and a disabled one stays so without EV_ENABLE: the manuals say that EV_ADD enables, the
// kernels do not.
void Kqueue::Modify(Knote& knote, const struct kevent& change) {
  knote.udata = change.udata;
  knote.wanted_data = change.data;
  if (knote.filter == EVFILT_USER) {
    Trigger(knote, change.fflags);
  } else {
    knote.wanted_fflags = change.fflags;
  }
  if ((change.flags & EV_ENABLE) != 0) {
    knote.enabled = true;
  } else if ((change.flags & EV_DISABLE) != 0) {
    knote.enabled = false;
    Dequeue(knote);
  }
  if (knote.enabled && Evaluate(knote).ready) Enqueue(knote);
}

void Kqueue::Trigger(Knote& knote, uint32_t fflags) {
  if ((fflags & NOTE_TRIGGER) != 0) knote.triggered = true;
  const uint32_t operand = fflags & NOTE_FFLAGSMASK;
  switch (fflags & NOTE_FFCTRLMASK) {
    case NOTE_FFAND:
      knote.wanted_fflags &= operand;
      break;
    case NOTE_FFOR:
      knote.wanted_fflags |= operand;
      break;
    case NOTE_FFCOPY:
      knote.wanted_fflags = operand;
      break;
    default:
      break;
  }
}

int Kqueue::SetFilter(int fd, Filter filter, bool present) {
  auto found = watches_.find(fd);
  if (found == watches_.end()) found = watches_.emplace(fd, Watch(fd, ++last_serial_)).first;
  Watch& watch = found->second;
  const bool read = filter == EVFILT_READ ? present : watch.read();
  const bool write = filter == EVFILT_WRITE ? present : watch.write();
  int error = present ? RefusalToAdd(watch, fd, filter) : 0;
  if (error == 0) error = watch.SetFilters(epoll_fd_, read, write);
  if (!watch.read() && !watch.write()) {
    files_.erase(fd);
    watches_.erase(found);
  } else if (!watch.in_epoll()) {
    files_.insert(fd);
  }
  return error;
}

int Kqueue::RefusalToAdd(const Watch& watch, int fd, Filter filter) const {
  if (filter != EVFILT_WRITE) return 0;
  if (watch.kind() == FileKind::kRegular) return system_.regular_file_write_errno;
  if (watch.kind() == FileKind::kOther && IsKqueue(fd)) return system_.kqueue_write_errno;
  const bool broken = watch.kind() == FileKind::kPipe && WriteReadiness(fd, watch.kind()).eof;
  return broken ? system_.broken_pipe_errno : 0;
}

void Kqueue::Remove(Knotes::iterator found) {
  const auto [ident, filter] = found->first;
  Dequeue(found->second);
  knotes_.erase(found);
  if (filter != EVFILT_USER) SetFilter(static_cast<int>(ident), filter, false);
}

void Kqueue::Forget(int fd) {
  for (const Filter filter : {Filter{EVFILT_READ}, Filter{EVFILT_WRITE}}) {
    const auto found = knotes_.find({static_cast<uintptr_t>(fd), filter});
    if (found == knotes_.end()) continue;
    Dequeue(found->second);
    knotes_.erase(found);
  }
  files_.erase(fd);
  watches_.erase(fd);
}

}  // namespace kqueue_standin
