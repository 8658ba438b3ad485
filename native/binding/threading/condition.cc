// core/threading/condition.h for JavaScript.
#include "core/threading/condition.h"

#include "binding/base/ending.h"
#include "binding/base/share_calls.h"
#include "binding/threading/module.h"
#include "binding/threading/state.h"

namespace selectors_ts::binding {

namespace {

using core::Condition;

constexpr auto kConditions = &ThreadingState::conditions;
constexpr core::Error kNotOwner = {EPERM, "condition"};

int64_t IdentOf(const Napi::CallbackInfo& info) {
  return ThreadingState::Of(info).ident();
}

core::Result<int> Enter(Condition& condition, const Napi::CallbackInfo& info) {
  if (!condition.Enter(IdentOf(info))) return kNotOwner;
  return 0;
}

/// (condition, timeout_ms) => 1 if notified
core::Result<int> Wait(Condition& condition, const Napi::CallbackInfo& info) {
  return condition.Wait(IdentOf(info), core::After(DoubleArgument(info, 1))) ? 1 : 0;
}

/// (condition, timeout_ms) => core::Condition::Outcome
core::Result<int> Leave(Condition& condition, const Napi::CallbackInfo& info) {
  const int64_t ident = IdentOf(info);
  const Condition::Outcome outcome = condition.Leave(ident, core::After(DoubleArgument(info, 1)));
  if (outcome != Condition::Outcome::kNotYet) {
    UndoAtEnd(info.Env(), [&] { condition.Undo(ident, outcome); });
  }
  return static_cast<int>(outcome);
}

/// (condition, count)
core::Result<int> Notify(Condition& condition, const HotCall<2>& call) {
  const int64_t ident = call.environment().Get<ThreadingState>().ident();
  if (!condition.Notify(ident, call[1])) return kNotOwner;
  return 0;
}

/// (lock) => index, or -1 if there is no such lock
Napi::Value ConditionCreate(const Napi::CallbackInfo& info) {
  ThreadingState& state = ThreadingState::Of(info);
  const int32_t lock = IntArgument(info, 0);
  if (!state.locks.Find(lock)) return Number(info, -1);
  return Number(info, state.conditions.Make(state.locks.Share(lock), state.locks.NumberOf(lock)));
}

/// The number of its lock.
Napi::Value ConditionLock(const Napi::CallbackInfo& info) {
  const Condition* const condition = ThreadingState::Of(info).conditions.Find(IntArgument(info, 0));
  if (!condition) return Failure(info, kNoSuchShare);
  return Napi::Number::New(info.Env(), static_cast<double>(condition->lock_number()));
}

}  // namespace

void ExportCondition(Napi::Env env, Napi::Object exports) {
  ExportShares<kConditions>(env, exports, "conditions");
  ExportFunction<WithStack<ConditionCreate>>(env, exports, "conditionCreate");
  ExportFunction<ConditionLock>(env, exports, "conditionLock");
  ExportFunction<WithStack<ShareCall<kConditions, Enter>, Follows::kOperation>>(env, exports,
                                                                                "conditionEnter");
  ExportFunction<ShareCall<kConditions, Wait>>(env, exports, "conditionWait");
  ExportFunction<ShareCall<kConditions, Leave>>(env, exports, "conditionLeave");
  ExportHotFunction(env, exports, "conditionNotify", HotShareCall<kConditions, 1, Notify>);
}

}  // namespace selectors_ts::binding
