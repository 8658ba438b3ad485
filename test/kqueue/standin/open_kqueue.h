// Which numbers are kqueues, which threads wait for them, and closing them.
#pragma once

#include <memory>
#include <mutex>

#include "kqueue.h"
#include "system.h"

namespace kqueue_standin {

/// A kqueue under the number that kqueue(2) gave out for it. All below wants Lock() held.
struct OpenKqueue {
  OpenKqueue(int number_opened, const System& behaviour)
      : number(number_opened), system(behaviour), kqueue(number_opened, behaviour) {}

  const int number;
  const System system;
  Kqueue kqueue;
  /// Threads in kevent(2) that have found no event yet.
  int waiters = 0;
  /// A duplicate of the descriptor, which they sleep on; -1 without waiters. A thread that is about
  /// to sleep cannot know what the number itself names by then.
  int waiters_fd = -1;
  /// By close(), which a thread may still be in.
  bool closed = false;
};

/// Guards the table and every kqueue in it. Never held while waiting.
std::unique_lock<std::mutex> Lock();

void Insert(std::shared_ptr<OpenKqueue> opened);

/// Nothing for a number that is no kqueue, or that has been closed, by whomever.
std::shared_ptr<OpenKqueue> Find(int number);

/// A thread in kevent(2) that has found no event yet.
class Waiter {
 public:
  explicit Waiter(std::shared_ptr<OpenKqueue> opened);
  Waiter(const Waiter&) = delete;
  Waiter& operator=(const Waiter&) = delete;
  ~Waiter();

  /// What to sleep on.
  int fd() const;
  /// False when the wait must end, as the kqueue was closed meanwhile.
  bool MayStay() const;

 private:
  const std::shared_ptr<OpenKqueue> opened_;
};

}  // namespace kqueue_standin
