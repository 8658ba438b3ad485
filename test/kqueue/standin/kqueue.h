// A kqueue(2) over one epoll(7) set: the filters, and the queue of those that may have an event.
#pragma once

#include <sys/event.h>

#include <cstdint>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <unordered_map>
#include <utility>

#include "readiness.h"
#include "system.h"
#include "types.h"
#include "watch.h"

namespace kqueue_standin {

/// The kernels' own algorithm. An activation (here an edge from epoll) puts a filter's record, its
/// knote, into a queue. A scan takes each from the front, asks whether there is an event still, and
/// puts level-triggered ones back at the end: so they take turns, and a scan looks only at what has
/// been active. An epoll set tells of both filters of a descriptor in one edge, so an EV_CLEAR
/// filter may be reported once more when only the other one was activated.
///
/// It does not own its descriptor, which the program closes. No method blocks; calls must not
/// overlap.
class Kqueue {
 public:
  Kqueue(int epoll_fd, const System& system);

  /// Whether a descriptor is a kqueue, this one or another.
  static bool IsKqueue(int fd);

  /// False once the number has been closed, whatever it names now.
  bool StillNamesItself() const { return IsKqueue(epoll_fd_); }

  /// One change of a change list: 0 or an errno.
  int Apply(const struct kevent& change);

  /// Fills in events, as many as there are and fit.
  int Scan(std::span<struct kevent> events);

  /// A regular file's read filter has nothing to read: nothing will tell that the file has grown.
  bool HasFileAtItsEnd() const;

  /// Goes on with a duplicate of its descriptor, to be called before that is closed.
  void MoveTo(int epoll_fd) { epoll_fd_ = epoll_fd; }

  /// Makes the descriptor readable for good.
  void ShowClosed() { Show(true); }

 private:
  struct Knote {
    uintptr_t ident;
    Filter filter;
    Flags flags;
    uint32_t wanted_fflags;
    Data wanted_data;
    Udata udata;
    bool enabled;
    /// EVFILT_USER only.
    bool triggered = false;
    /// What the last event said, to see a file grow.
    Data reported_data = 0;
    std::optional<std::list<Knote*>::iterator> place = std::nullopt;
  };
  using Key = std::pair<uintptr_t, Filter>;
  using Knotes = std::map<Key, Knote>;

  int Change(const struct kevent& change);
  int Add(const struct kevent& change);
  void Modify(Knote& knote, const struct kevent& change);
  void Trigger(Knote& knote, uint32_t fflags);
  int SetFilter(int fd, Filter filter, bool present);
  int RefusalToAdd(const Watch& watch, int fd, Filter filter) const;
  void Remove(Knotes::iterator found);
  void Forget(int fd);

  Readiness Evaluate(const Knote& knote) const;
  struct kevent Report(Knote& knote, const Readiness& readiness);
  void CollectEdges();
  void CollectFiles();
  void Activate(uintptr_t ident, Filter filter);
  void Enqueue(Knote& knote);
  void Dequeue(Knote& knote);
  /// Makes the descriptor readable for poll(2) while filters are queued.
  void ShowPending();
  void Show(bool pending);

  int epoll_fd_;
  System system_;
  uint32_t last_serial_ = 0;
  bool shows_pending_ = false;
  Knotes knotes_;
  std::unordered_map<int, Watch> watches_;
  /// The watched descriptors that epoll(7) refuses.
  std::set<int> files_;
  std::list<Knote*> queue_;
};

}  // namespace kqueue_standin
