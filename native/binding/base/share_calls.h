// Calls about a shared object that a thread has here by its index.
#pragma once

#include <napi.h>

#include <string>

#include "binding/base/arguments.h"
#include "binding/base/hot_call.h"
#include "binding/base/module.h"
#include "binding/base/outcome.h"

namespace selectors_ts::binding {

inline constexpr core::Error kNoSuchShare = {EBADF, "shared object"};

/// The shared objects that a module keeps for an environment, by a member of its state.
template <typename State, typename Table>
Table& TableOf(const Environment& environment, Table State::*table) {
  return environment.Get<State>().*table;
}

/// (index, integers …), for a function (object, call) => Result<int>. `kTable` is a member of a
/// module's state.
template <auto kTable, size_t kIntegers, auto kFunction>
napi_value HotShareCall(napi_env env, napi_callback_info info) {
  const HotCall<1 + kIntegers> call(env, info);
  if (!call.valid()) return nullptr;
  auto* const object = TableOf(call.environment(), kTable).Find(call[0]);
  return call.Return(object ? kFunction(*object, call) : core::Result<int>(kNoSuchShare));
}

/// The same without haste, for a function (object, info) => Result<int>.
template <auto kTable, auto kFunction>
Napi::Value ShareCall(const Napi::CallbackInfo& info) {
  auto* const object = TableOf(Environment::Of(info), kTable).Find(IntArgument(info, 0));
  return Outcome(info, object ? kFunction(*object, info) : core::Result<int>(kNoSuchShare));
}

/// (number) => the index here of the object that has this number in the process, or -1
template <auto kTable>
Napi::Value ShareFrom(const Napi::CallbackInfo& info) {
  return Number(info, TableOf(Environment::Of(info), kTable).From(Int64Argument(info, 0)));
}

template <auto kTable>
Napi::Value ShareNumber(const Napi::CallbackInfo& info) {
  const int64_t number = TableOf(Environment::Of(info), kTable).NumberOf(IntArgument(info, 0));
  return Napi::Number::New(info.Env(), static_cast<double>(number));
}

template <auto kTable>
Napi::Value ShareForget(const Napi::CallbackInfo& info) {
  TableOf(Environment::Of(info), kTable).Forget(IntArgument(info, 0));
  return Number(info, 0);
}

/// Exports an object with what all kinds have.
template <auto kTable>
void ExportShares(Napi::Env env, Napi::Object exports, const char* name) {
  Napi::Object shares = Napi::Object::New(env);
  ExportFunction<WithStack<ShareFrom<kTable>>>(env, shares, "from");
  ExportFunction<ShareNumber<kTable>>(env, shares, "number");
  ExportFunction<ShareForget<kTable>>(env, shares, "forget");
  exports.Set(name, shares);
}

}  // namespace selectors_ts::binding
