// core/threading/thread.h for JavaScript. A thread has a number that all threads know it by, its
// ident, and an index in each thread that has an object for it.
#include "core/threading/thread.h"

#include "binding/base/arguments.h"
#include "binding/base/outcome.h"
#include "binding/threading/module.h"
#include "binding/threading/state.h"
#include "core/threading/threads.h"

namespace selectors_ts::binding {

namespace {

using State = core::Thread::State;

constexpr core::Error kNoSuchThread = {ESRCH, "thread"};

Napi::Value Ident(const Napi::CallbackInfo& info, int64_t ident) {
  return Napi::Number::New(info.Env(), static_cast<double>(ident));
}

core::Thread* Find(const Napi::CallbackInfo& info) {
  return ThreadingState::Of(info).threads.Find(IntArgument(info, 0));
}

/// (name, daemon) => index
Napi::Value ThreadCreate(const Napi::CallbackInfo& info) {
  return Number(
      info, ThreadingState::Of(info).threads.Make(core::Thread::Kind::kThread,
                                                  StringArgument(info, 0), BoolArgument(info, 1)));
}

/// The index here of the thread of this ident, or -1.
Napi::Value ThreadFrom(const Napi::CallbackInfo& info) {
  return Number(info, ThreadingState::Of(info).threads.From(Int64Argument(info, 0)));
}

Napi::Value ThreadForget(const Napi::CallbackInfo& info) {
  ThreadingState::Of(info).threads.Forget(IntArgument(info, 0));
  return Number(info, 0);
}

/// 0 if there is none of this index.
Napi::Value ThreadIdent(const Napi::CallbackInfo& info) {
  return Ident(info, ThreadingState::Of(info).threads.NumberOf(IntArgument(info, 0)));
}

Napi::Value ThreadName(const Napi::CallbackInfo& info) {
  const core::Thread* const thread = Find(info);
  if (!thread) return Failure(info, kNoSuchThread);
  return Napi::String::New(info.Env(), thread->name());
}

Napi::Value ThreadSetName(const Napi::CallbackInfo& info) {
  core::Thread* const thread = Find(info);
  if (!thread) return Failure(info, kNoSuchThread);
  thread->set_name(StringArgument(info, 1));
  return Number(info, 0);
}

Napi::Value ThreadDaemon(const Napi::CallbackInfo& info) {
  const core::Thread* const thread = Find(info);
  return thread ? Number(info, thread->daemon() ? 1 : 0) : Failure(info, kNoSuchThread);
}

Napi::Value ThreadSetDaemon(const Napi::CallbackInfo& info) {
  core::Thread* const thread = Find(info);
  if (!thread) return Failure(info, kNoSuchThread);
  thread->set_daemon(BoolArgument(info, 1));
  return Number(info, 0);
}

/// One of core::Thread::Kind.
Napi::Value ThreadKind(const Napi::CallbackInfo& info) {
  const core::Thread* const thread = Find(info);
  return thread ? Number(info, static_cast<int32_t>(thread->kind())) : Failure(info, kNoSuchThread);
}

/// One of core::Thread::State.
Napi::Value ThreadState(const Napi::CallbackInfo& info) {
  const core::Thread* const thread = Find(info);
  return thread ? Number(info, static_cast<int32_t>(thread->state()))
                : Failure(info, kNoSuchThread);
}

/// 0 before it runs.
Napi::Value ThreadNativeId(const Napi::CallbackInfo& info) {
  const core::Thread* const thread = Find(info);
  return thread ? Ident(info, thread->native_id()) : Failure(info, kNoSuchThread);
}

/// (thread, numbers of shared objects to keep alive for it) => 0 if it was started before
Napi::Value ThreadStart(const Napi::CallbackInfo& info) {
  ThreadingState& state = ThreadingState::Of(info);
  const int32_t index = IntArgument(info, 0);
  const std::shared_ptr<core::Thread>& thread = state.threads.Share(index);
  if (!thread) return Failure(info, kNoSuchThread);
  std::vector<std::shared_ptr<void>> carried;
  for (const double number : ElementsArgument<double>(info, 1)) {
    carried.push_back(core::SharedObjects::All().Hold(static_cast<int64_t>(number)));
  }
  const bool started =
      core::Threads::All().Start(state.threads.NumberOf(index), thread, std::move(carried));
  return Number(info, started ? 1 : 0);
}

/// (ident, host) => 0 if there is no such host any more
Napi::Value ThreadAssign(const Napi::CallbackInfo& info) {
  return Number(info,
                core::Threads::All().Assign(Int64Argument(info, 0), IntArgument(info, 1)) ? 1 : 0);
}

/// To be called once by the worker that starts those of threads: its number as such.
Napi::Value ThreadHostOpen(const Napi::CallbackInfo& info) {
  return Number(info, ThreadingState::Of(info).BecomeHost());
}

/// To be called by it when it begins to end: it takes no more.
Napi::Value ThreadHostShut(const Napi::CallbackInfo& info) {
  core::Threads::All().ShutHost(ThreadingState::Of(info).host());
  return Number(info, 0);
}

/// To be called once on the thread itself: 0 if there is no thread of this ident.
Napi::Value ThreadRun(const Napi::CallbackInfo& info) {
  return Number(info, ThreadingState::Of(info).BecomeThread(Int64Argument(info, 0)) ? 1 : 0);
}

/// (thread, descriptors): they are not this environment's any more.
Napi::Value ThreadGive(const Napi::CallbackInfo& info) {
  core::Thread* const thread = Find(info);
  if (!thread) return Failure(info, kNoSuchThread);
  std::vector<core::UniqueFd> given;
  for (const int fd : ElementsArgument<int32_t>(info, 1)) {
    Environment::Of(info).Disown(fd);
    given.emplace_back(fd);
  }
  thread->Give(std::move(given));
  return Number(info, 0);
}

/// What this thread was given is its environment's from now on. 0 if it has been closed.
Napi::Value ThreadTakeGiven(const Napi::CallbackInfo& info) {
  auto given = ThreadingState::Of(info).thread()->TakeGiven();
  if (!given) return Number(info, 0);
  for (core::UniqueFd& fd : *given) Environment::Of(info).Own(std::move(fd));
  return Number(info, 1);
}

/// Does nothing for the ident of a thread that has finished, or never was.
Napi::Value ThreadFinish(const Napi::CallbackInfo& info) {
  core::Threads::All().Finish(Int64Argument(info, 0));
  return Number(info, 0);
}

/// (thread, timeout_ms) => 1 if it runs, or has run
Napi::Value ThreadWaitUntilRunning(const Napi::CallbackInfo& info) {
  core::Thread* const thread = Find(info);
  if (!thread) return Failure(info, kNoSuchThread);
  return Number(info, thread->WaitUntilRunning(core::After(DoubleArgument(info, 1))) ? 1 : 0);
}

/// (thread, timeout_ms) => 1 if it has finished
Napi::Value ThreadWaitUntilFinished(const Napi::CallbackInfo& info) {
  core::Thread* const thread = Find(info);
  if (!thread) return Failure(info, kNoSuchThread);
  return Number(info, thread->WaitUntilFinished(core::After(DoubleArgument(info, 1))) ? 1 : 0);
}

/// (thread, waker)
Napi::Value ThreadWakeWhenFinished(const Napi::CallbackInfo& info) {
  core::Thread* const thread = Find(info);
  const auto waker = Wakers().Find(Int64Argument(info, 1));
  if (!thread || !waker) return Failure(info, kNoSuchThread);
  thread->WakeWhenFinished(waker);
  return Number(info, 0);
}

/// The ident of the main thread.
Napi::Value ThreadMain(const Napi::CallbackInfo& info) {
  return Ident(info, core::Threads::All().Main().second);
}

/// For the name of a new thread: 1, 2, 3 …
Napi::Value ThreadNextNumber(const Napi::CallbackInfo& info) {
  return Number(info, core::Threads::All().NextNumber());
}

/// The ident of this thread.
Napi::Value ThreadHere(const Napi::CallbackInfo& info) {
  return Ident(info, ThreadingState::Of(info).ident());
}

/// The idents of all that have been started and have not finished.
Napi::Value ThreadsAlive(const Napi::CallbackInfo& info) {
  auto idents = Napi::Array::New(info.Env());
  for (const int64_t ident : core::Threads::All().Alive()) {
    idents.Set(idents.Length(), Ident(info, ident));
  }
  return idents;
}

}  // namespace

void ExportThread(Napi::Env env, Napi::Object exports) {
  ExportFunction<WithStack<ThreadCreate>>(env, exports, "threadCreate");
  ExportFunction<WithStack<ThreadFrom>>(env, exports, "threadFrom");
  ExportFunction<ThreadForget>(env, exports, "threadForget");
  ExportFunction<ThreadIdent>(env, exports, "threadIdent");
  ExportFunction<ThreadName>(env, exports, "threadName");
  ExportFunction<ThreadSetName>(env, exports, "threadSetName");
  ExportFunction<ThreadDaemon>(env, exports, "threadDaemon");
  ExportFunction<ThreadSetDaemon>(env, exports, "threadSetDaemon");
  ExportFunction<ThreadKind>(env, exports, "threadKind");
  ExportFunction<ThreadState>(env, exports, "threadState");
  ExportFunction<ThreadNativeId>(env, exports, "threadNativeId");
  ExportFunction<WithStack<ThreadStart>>(env, exports, "threadStart");
  ExportFunction<ThreadAssign>(env, exports, "threadAssign");
  ExportFunction<ThreadHostOpen>(env, exports, "threadHostOpen");
  ExportFunction<ThreadHostShut>(env, exports, "threadHostShut");
  ExportFunction<ThreadRun>(env, exports, "threadRun");
  ExportFunction<ThreadGive>(env, exports, "threadGive");
  ExportFunction<ThreadTakeGiven>(env, exports, "threadTakeGiven");
  ExportFunction<ThreadFinish>(env, exports, "threadFinish");
  ExportFunction<ThreadWaitUntilRunning>(env, exports, "threadWaitUntilRunning");
  ExportFunction<ThreadWaitUntilFinished>(env, exports, "threadWaitUntilFinished");
  ExportFunction<ThreadWakeWhenFinished>(env, exports, "threadWakeWhenFinished");
  ExportFunction<ThreadMain>(env, exports, "threadMain");
  ExportFunction<ThreadNextNumber>(env, exports, "threadNextNumber");
  ExportFunction<ThreadHere>(env, exports, "threadHere");
  ExportFunction<ThreadsAlive>(env, exports, "threadsAlive");
}

}  // namespace selectors_ts::binding
