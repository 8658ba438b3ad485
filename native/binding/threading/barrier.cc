// core/threading/barrier.h for JavaScript.
#include "core/threading/barrier.h"

#include "binding/base/share_calls.h"
#include "binding/threading/module.h"
#include "binding/threading/state.h"

namespace selectors_ts::binding {

namespace {

using core::Barrier;

constexpr auto kBarriers = &ThreadingState::barriers;

int64_t IdentOf(const Napi::CallbackInfo& info) {
  return ThreadingState::Of(info).ident();
}

/// (barrier, acts, timeout_ms) => 0, or core::Barrier::Outcome and from the fourth bit on the place
core::Result<int> Enter(Barrier& barrier, const Napi::CallbackInfo& info) {
  const bool acts = BoolArgument(info, 1);
  const core::Deadline deadline = core::After(DoubleArgument(info, 2));
  const Barrier::Entry entry = barrier.Enter(IdentOf(info), acts, deadline);
  return static_cast<int>(entry.outcome) + entry.place * 8;
}

/// (barrier, gives_up, timeout_ms) => core::Barrier::Outcome
core::Result<int> Wait(Barrier& barrier, const Napi::CallbackInfo& info) {
  const bool gives_up = BoolArgument(info, 1);
  const core::Deadline deadline = core::After(DoubleArgument(info, 2));
  return static_cast<int>(barrier.Wait(IdentOf(info), deadline, gives_up));
}

/// (barrier, succeeded) => core::Barrier::Outcome
core::Result<int> EndAction(Barrier& barrier, const Napi::CallbackInfo& info) {
  return static_cast<int>(barrier.EndAction(IdentOf(info), BoolArgument(info, 1)));
}

core::Result<int> Reset(Barrier& barrier, const Napi::CallbackInfo&) {
  barrier.Reset();
  return 0;
}

core::Result<int> Abort(Barrier& barrier, const Napi::CallbackInfo&) {
  barrier.Abort();
  return 0;
}

core::Result<int> Parties(Barrier& barrier, const Napi::CallbackInfo&) {
  return barrier.parties();
}

core::Result<int> Waiting(Barrier& barrier, const Napi::CallbackInfo&) {
  return barrier.waiting();
}

core::Result<int> Broken(Barrier& barrier, const Napi::CallbackInfo&) {
  return barrier.broken() ? 1 : 0;
}

/// (parties, timeout_ms) => index
Napi::Value BarrierCreate(const Napi::CallbackInfo& info) {
  return Number(
      info, ThreadingState::Of(info).barriers.Make(IntArgument(info, 0), DoubleArgument(info, 1)));
}

Napi::Value BarrierTimeout(const Napi::CallbackInfo& info) {
  const Barrier* const barrier = ThreadingState::Of(info).barriers.Find(IntArgument(info, 0));
  if (!barrier) return Failure(info, kNoSuchShare);
  return Napi::Number::New(info.Env(), barrier->timeout_ms());
}

}  // namespace

void ExportBarrier(Napi::Env env, Napi::Object exports) {
  ExportShares<kBarriers>(env, exports, "barriers");
  ExportFunction<WithStack<BarrierCreate>>(env, exports, "barrierCreate");
  ExportFunction<BarrierTimeout>(env, exports, "barrierTimeout");
  ExportFunction<WithStack<ShareCall<kBarriers, Enter>, Follows::kOperation>>(env, exports,
                                                                              "barrierEnter");
  ExportFunction<ShareCall<kBarriers, Wait>>(env, exports, "barrierWait");
  ExportFunction<ShareCall<kBarriers, EndAction>>(env, exports, "barrierEndAction");
  ExportFunction<ShareCall<kBarriers, Reset>>(env, exports, "barrierReset");
  ExportFunction<ShareCall<kBarriers, Abort>>(env, exports, "barrierAbort");
  ExportFunction<ShareCall<kBarriers, Parties>>(env, exports, "barrierParties");
  ExportFunction<ShareCall<kBarriers, Waiting>>(env, exports, "barrierWaiting");
  ExportFunction<ShareCall<kBarriers, Broken>>(env, exports, "barrierBroken");
}

}  // namespace selectors_ts::binding
