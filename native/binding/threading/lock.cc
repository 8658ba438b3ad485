// core/threading/lock.h for JavaScript.
#include "core/threading/lock.h"

#include "binding/base/ending.h"
#include "binding/base/share_calls.h"
#include "binding/threading/module.h"
#include "binding/threading/state.h"

namespace selectors_ts::binding {

namespace {

using core::Lock;

constexpr auto kLocks = &ThreadingState::locks;
constexpr core::Error kNotOwner = {EPERM, "lock"};

int64_t IdentOf(const Napi::CallbackInfo& info) {
  return ThreadingState::Of(info).ident();
}

/// What has been acquired is to be released.
core::Result<int> TryAcquire(Lock& lock, const HotCall<1>& call) {
  if (!call.HasStack(Follows::kOperation)) return 0;
  return lock.TryAcquire(call.environment().Get<ThreadingState>().ident()) ? 1 : 0;
}

core::Result<int> Release(Lock& lock, const HotCall<1>& call) {
  if (!lock.Release(call.environment().Get<ThreadingState>().ident())) return kNotOwner;
  return 0;
}

/// (lock, timeout_ms)
core::Result<int> Acquire(Lock& lock, const Napi::CallbackInfo& info) {
  if (!lock.Acquire(IdentOf(info), core::After(DoubleArgument(info, 1)))) return 0;
  UndoAtEnd(info.Env(), [&] { lock.Release(IdentOf(info)); });
  return 1;
}

core::Result<int> Locked(Lock& lock, const Napi::CallbackInfo&) {
  return lock.locked() ? 1 : 0;
}

core::Result<int> IsReentrant(Lock& lock, const Napi::CallbackInfo&) {
  return lock.kind() == Lock::Kind::kReentrant ? 1 : 0;
}

/// (reentrant) => index
Napi::Value LockCreate(const Napi::CallbackInfo& info) {
  const auto kind = BoolArgument(info, 0) ? Lock::Kind::kReentrant : Lock::Kind::kPlain;
  return Number(info, ThreadingState::Of(info).locks.Make(kind));
}

}  // namespace

void ExportLock(Napi::Env env, Napi::Object exports) {
  ExportShares<kLocks>(env, exports, "locks");
  ExportFunction<WithStack<LockCreate>>(env, exports, "lockCreate");
  ExportHotFunction(env, exports, "lockTryAcquire", HotShareCall<kLocks, 0, TryAcquire>);
  ExportHotFunction(env, exports, "lockRelease", HotShareCall<kLocks, 0, Release>);
  ExportFunction<WithStack<ShareCall<kLocks, Acquire>, Follows::kOperation>>(env, exports,
                                                                             "lockAcquire");
  ExportFunction<ShareCall<kLocks, Locked>>(env, exports, "lockLocked");
  ExportFunction<ShareCall<kLocks, IsReentrant>>(env, exports, "lockIsReentrant");
}

}  // namespace selectors_ts::binding
