// core/threading/semaphore.h for JavaScript.
#include "core/threading/semaphore.h"

#include "binding/base/ending.h"
#include "binding/base/share_calls.h"
#include "binding/threading/module.h"
#include "binding/threading/state.h"

namespace selectors_ts::binding {

namespace {

using core::Semaphore;

constexpr auto kSemaphores = &ThreadingState::semaphores;
constexpr core::Error kTooMany = {ERANGE, "semaphore"};

/// What has been acquired is to be released.
core::Result<int> TryAcquire(Semaphore& semaphore, const HotCall<1>& call) {
  if (!call.HasStack(Follows::kOperation)) return 0;
  return semaphore.TryAcquire() ? 1 : 0;
}

/// (semaphore, count)
core::Result<int> Release(Semaphore& semaphore, const HotCall<2>& call) {
  if (!semaphore.Release(call[1])) return kTooMany;
  return 0;
}

/// (semaphore, timeout_ms)
core::Result<int> Acquire(Semaphore& semaphore, const Napi::CallbackInfo& info) {
  if (!semaphore.Acquire(core::After(DoubleArgument(info, 1)))) return 0;
  UndoAtEnd(info.Env(), [&] { semaphore.Release(1); });
  return 1;
}

core::Result<int> IsBounded(Semaphore& semaphore, const Napi::CallbackInfo&) {
  return semaphore.bounded() ? 1 : 0;
}

/// (value, bounded) => index
Napi::Value SemaphoreCreate(const Napi::CallbackInfo& info) {
  return Number(
      info, ThreadingState::Of(info).semaphores.Make(IntArgument(info, 0), BoolArgument(info, 1)));
}

Napi::Value SemaphoreValue(const Napi::CallbackInfo& info) {
  Semaphore* const semaphore = ThreadingState::Of(info).semaphores.Find(IntArgument(info, 0));
  if (!semaphore) return Failure(info, kNoSuchShare);
  return Napi::Number::New(info.Env(), static_cast<double>(semaphore->value()));
}

}  // namespace

void ExportSemaphore(Napi::Env env, Napi::Object exports) {
  ExportShares<kSemaphores>(env, exports, "semaphores");
  ExportFunction<WithStack<SemaphoreCreate>>(env, exports, "semaphoreCreate");
  ExportHotFunction(env, exports, "semaphoreTryAcquire", HotShareCall<kSemaphores, 0, TryAcquire>);
  ExportHotFunction(env, exports, "semaphoreRelease", HotShareCall<kSemaphores, 1, Release>);
  ExportFunction<WithStack<ShareCall<kSemaphores, Acquire>, Follows::kOperation>>(
      env, exports, "semaphoreAcquire");
  ExportFunction<ShareCall<kSemaphores, IsBounded>>(env, exports, "semaphoreIsBounded");
  ExportFunction<SemaphoreValue>(env, exports, "semaphoreValue");
}

}  // namespace selectors_ts::binding
