#include "binding/base/environment.h"

#include <string>

#include "core/threading/threads.h"

namespace selectors_ts::binding {

core::Registry<core::Waker>& Wakers() {
  static core::Registry<core::Waker> wakers;
  return wakers;
}

Environment::~Environment() {
  gils.LeaveAll(*this);
  conditions.ForEach([this](core::Condition& condition) { condition.Abandon(ident_); });
  barriers.ForEach([this](core::Barrier& barrier) { barrier.Abandon(ident_); });
  // The end of any other thread's worker is for the nursery to see: it may be its own.
  if (thread_ && thread_->kind() != core::Thread::Kind::kThread) {
    core::Threads::All().Finish(ident_);
  }
  // Node has ended its workers before.
  if (nursery_ != 0) core::Threads::All().CloseNursery(nursery_);
  watches_.clear();
  for (const int64_t number : wakers_) Wakers().Remove(number);
  for (const int fd : descriptors_) (void)core::Close(fd);
}

Environment& Environment::Of(const Napi::CallbackInfo& info) {
  return *info.Env().GetInstanceData<Environment>();
}

int Environment::Own(core::UniqueFd fd) {
  descriptors_.insert(fd.get());
  return fd.Release();
}

bool Environment::Disown(int fd) {
  return descriptors_.erase(fd) > 0;
}

int64_t Environment::AddWaker(core::Waker waker) {
  const int64_t number = Wakers().Add(std::make_shared<core::Waker>(std::move(waker)));
  wakers_.insert(number);
  return number;
}

void Environment::RemoveWaker(int64_t number) {
  if (wakers_.erase(number) > 0) Wakers().Remove(number);
}

int32_t Environment::AddWatch(std::unique_ptr<Watch> watch) {
  watches_.emplace(++last_watch_, std::move(watch));
  return last_watch_;
}

Watch* Environment::FindWatch(int32_t number) {
  const auto found = watches_.find(number);
  return found == watches_.end() ? nullptr : found->second.get();
}

void Environment::RemoveWatch(int32_t number) {
  watches_.erase(number);
}

int64_t Environment::ident() {
  (void)thread();
  return ident_;
}

const std::shared_ptr<core::Thread>& Environment::thread() {
  if (!thread_) {
    // A thread that was not started as a Thread, as Python's _DummyThread.
    auto [thread, number] =
        core::SharedObjects::All().Make<core::Thread>(core::Thread::Kind::kDummy, "", true);
    thread->set_name("Dummy-" + std::to_string(number));
    core::Threads::All().Start(number, thread, {});
    thread->Run();
    thread_ = std::move(thread);
    ident_ = number;
  }
  return thread_;
}

bool Environment::BecomeThread(int64_t ident) {
  std::shared_ptr<core::Thread> thread = core::SharedObjects::All().Find<core::Thread>(ident);
  if (thread_ || !thread) return false;
  thread->Run();
  thread_ = std::move(thread);
  ident_ = ident;
  return true;
}

int32_t Environment::BecomeNursery() {
  nursery_ = core::Threads::All().OpenNursery();
  return nursery_;
}

}  // namespace selectors_ts::binding
