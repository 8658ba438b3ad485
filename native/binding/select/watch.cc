// Watches for JavaScript, where each is a number.
#include "binding/select/watch.h"

#include "binding/base/arguments.h"
#include "binding/base/outcome.h"
#include "binding/select/module.h"
#include "binding/select/state.h"

namespace selectors_ts::binding {

namespace {

/// Takes the one descriptor and a callback. Returns the watch's number, or 0 if there is no loop to
/// use.
Napi::Value WatchCreateOnLoop(const Napi::CallbackInfo& info) {
  auto watch = WatchOnLoop(info.Env(), IntArgument(info, 0), info[1].As<Napi::Function>());
  return Number(info, watch ? SelectState::Of(info).AddWatch(std::move(watch)) : 0);
}

/// Takes a callback. Returns the watch's number, or a negative errno.
Napi::Value WatchCreateOnThread(const Napi::CallbackInfo& info) {
  auto watch = WatchOnThread(info.Env(), info[0].As<Napi::Function>());
  if (!watch) return Failure(info, watch.error());
  return Number(info, SelectState::Of(info).AddWatch(std::move(*watch)));
}

/// Takes pairs of a descriptor and its events, how many of them count, a time-out in milliseconds,
/// and whether to keep alive.
Napi::Value WatchArm(const Napi::CallbackInfo& info) {
  const auto descriptors = ElementsArgument<core::PollEntry>(info, 1);
  const auto counting = FirstElements(info, descriptors, IntArgument(info, 2));
  Watch* watch = SelectState::Of(info).FindWatch(IntArgument(info, 0));
  if (watch == nullptr) return Failure(info, {EBADF, "watch"});
  const core::Status armed = watch->Arm(counting, DoubleArgument(info, 3));
  if (!armed) return Failure(info, armed.error());
  watch->KeepAlive(BoolArgument(info, 4));
  return Number(info, 0);
}

Napi::Value WatchDisarm(const Napi::CallbackInfo& info) {
  Watch* watch = SelectState::Of(info).FindWatch(IntArgument(info, 0));
  if (watch != nullptr) {
    watch->Disarm();
    watch->KeepAlive(false);
  }
  return Number(info, watch != nullptr ? 1 : 0);
}

Napi::Value WatchKeepAlive(const Napi::CallbackInfo& info) {
  Watch* watch = SelectState::Of(info).FindWatch(IntArgument(info, 0));
  if (watch != nullptr) watch->KeepAlive(BoolArgument(info, 1));
  return Number(info, watch != nullptr ? 1 : 0);
}

Napi::Value WatchClose(const Napi::CallbackInfo& info) {
  SelectState::Of(info).RemoveWatch(IntArgument(info, 0));
  return Number(info, 0);
}

}  // namespace

void ExportWatch(Napi::Env env, Napi::Object exports) {
  ExportFunction<WithStack<WatchCreateOnLoop>>(env, exports, "watchCreateOnLoop");
  ExportFunction<WithStack<WatchCreateOnThread>>(env, exports, "watchCreateOnThread");
  ExportFunction<WithStack<WatchArm>>(env, exports, "watchArm");
  ExportFunction<WatchDisarm>(env, exports, "watchDisarm");
  ExportFunction<WatchKeepAlive>(env, exports, "watchKeepAlive");
  ExportFunction<WatchClose>(env, exports, "watchClose");
}

}  // namespace selectors_ts::binding
