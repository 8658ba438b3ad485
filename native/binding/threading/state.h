// What threading keeps for an environment: which thread it is, and the shared objects that it has.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "binding/base/environment.h"
#include "binding/base/module_state.h"
#include "binding/base/shares.h"
#include "binding/threading/gils.h"
#include "core/threading/barrier.h"
#include "core/threading/condition.h"
#include "core/threading/event.h"
#include "core/threading/lock.h"
#include "core/threading/queue.h"
#include "core/threading/semaphore.h"
#include "core/threading/thread.h"

namespace selectors_ts::binding {

class ThreadingState final : public ModuleState {
 public:
  static constexpr Module kModule = Module::kThreading;

  static ThreadingState& Of(const Napi::CallbackInfo& info) {
    return Environment::Of(info).Get<ThreadingState>();
  }

  /// Leaves what the thread holds, waits for or is.
  void End() override;

  /// By what number all threads know this one.
  int64_t ident() {
    if (!thread_) BecomeDummy();
    return ident_;
  }
  const std::shared_ptr<core::Thread>& thread() {
    if (!thread_) BecomeDummy();
    return thread_;
  }
  /// Says that it is the thread of this number. False if there is no such, or it is one already.
  bool BecomeThread(int64_t ident);
  /// Says that the workers of threads are this one's, and end with it. Returns its number as such.
  int32_t BecomeHost();
  /// Its number, 0 for any other environment.
  int32_t host() const { return host_; }

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

 private:
  /// A thread that was not started as a Thread, as Python's _DummyThread.
  void BecomeDummy();

  int64_t ident_ = 0;
  std::shared_ptr<core::Thread> thread_;
  int32_t host_ = 0;
};

}  // namespace selectors_ts::binding
