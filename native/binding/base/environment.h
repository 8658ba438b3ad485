// What the addon keeps for each JavaScript environment (the main thread, each worker).
#pragma once

#include <napi.h>

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "binding/base/shares.h"
#include "binding/base/stack.h"
#include "binding/base/wait_memory.h"
#include "binding/select/watch.h"
#include "binding/threading/gils.h"
#include "core/base/registry.h"
#include "core/base/unique_fd.h"
#include "core/base/waker.h"
#include "core/multiprocessing/process.h"
#include "core/select/watcher.h"
#include "core/threading/barrier.h"
#include "core/threading/condition.h"
#include "core/threading/event.h"
#include "core/threading/lock.h"
#include "core/threading/queue.h"
#include "core/threading/semaphore.h"
#include "core/threading/thread.h"

namespace selectors_ts::binding {

/// The wakers of all threads.
core::Registry<core::Waker>& Wakers();

class Environment {
 public:
  Environment() = default;
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  /// Runs on the environment's own thread when it ends, however it ends, and closes what it opened.
  ~Environment();

  static Environment& Of(const Napi::CallbackInfo& info);

  /// Takes over a descriptor; returns its number.
  int Own(core::UniqueFd fd);
  /// Gives a descriptor up without closing it; false if it was not owned here.
  bool Disown(int fd);

  /// Puts it among the wakers of all threads until it is removed or the environment ends.
  int64_t AddWaker(core::Waker waker);
  void RemoveWaker(int64_t number);

  /// Keeps it until it is removed or the environment ends; returns its number here.
  int32_t AddWatch(std::unique_ptr<Watch> watch);
  /// Null if there is none of this number.
  Watch* FindWatch(int32_t number);
  void RemoveWatch(int32_t number);

  /// By what number all threads know this one.
  int64_t ident();
  const std::shared_ptr<core::Thread>& thread();
  /// Says that it is the thread of this number. False if there is no such, or it is one already.
  bool BecomeThread(int64_t ident);
  /// Says that the workers of threads are this one's, and end with it. Returns its number as such.
  int32_t BecomeNursery();
  /// Its number, 0 for any other environment.
  int32_t nursery() const { return nursery_; }

  Shares<core::Thread> threads;
  Gils gils;
  Shares<core::Lock> locks;
  Shares<core::Condition> conditions;
  Shares<core::Semaphore> semaphores;
  Shares<core::Event> events;
  Shares<core::Barrier> barriers;
  Shares<core::Queue> queues;
  /// What the last message from a queue carries, until this thread has shares in it.
  std::vector<std::shared_ptr<void>> received;
  /// The descriptors that came with it.
  std::vector<int> received_descriptors;

  Shares<core::Process> processes;
  /// Kills this process when its parent is gone, if its life hangs on that.
  std::unique_ptr<core::Watcher> lifeline;

  Stack stack;

  WaitMemory epoll_memory;
  WaitMemory kqueue_memory;

  /// The system call that failed last, for the message of the error that JavaScript makes of it.
  const char* failed_call = "";

 private:
  std::unordered_set<int> descriptors_;
  std::unordered_set<int64_t> wakers_;
  std::unordered_map<int32_t, std::unique_ptr<Watch>> watches_;
  int32_t last_watch_ = 0;
  int64_t ident_ = 0;
  std::shared_ptr<core::Thread> thread_;
  int32_t nursery_ = 0;
};

}  // namespace selectors_ts::binding
