#include "binding/threading/state.h"

#include <string>
#include <utility>

#include "core/threading/threads.h"

namespace selectors_ts::binding {

void ThreadingState::End() {
  gils.LeaveAll(*this);
  conditions.ForEach([this](core::Condition& condition) { condition.Abandon(ident_); });
  barriers.ForEach([this](core::Barrier& barrier) { barrier.Abandon(ident_); });
  // The end of any other thread's worker is for the host to see: it may be its own.
  if (thread_ && thread_->kind() != core::Thread::Kind::kThread) {
    core::Threads::All().Finish(ident_);
  }
  // Node has ended its workers before.
  if (host_ != 0) core::Threads::All().CloseHost(host_);
}

void ThreadingState::BecomeDummy() {
  auto [thread, number] =
      core::SharedObjects::All().Make<core::Thread>(core::Thread::Kind::kDummy, "", true);
  thread->set_name("Dummy-" + std::to_string(number));
  core::Threads::All().Start(number, thread, {});
  thread->Run();
  thread_ = std::move(thread);
  ident_ = number;
}

bool ThreadingState::BecomeThread(int64_t ident) {
  std::shared_ptr<core::Thread> thread = core::SharedObjects::All().Find<core::Thread>(ident);
  if (thread_ || !thread) return false;
  thread->Run();
  thread_ = std::move(thread);
  ident_ = ident;
  return true;
}

int32_t ThreadingState::BecomeHost() {
  host_ = core::Threads::All().OpenHost();
  return host_;
}

}  // namespace selectors_ts::binding
