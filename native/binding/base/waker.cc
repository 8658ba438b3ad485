// core/base/waker.h for JavaScript. Wakers are known by number in all threads of the process; each
// belongs to the environment that made it.
#include "core/base/waker.h"

#include "binding/base/arguments.h"
#include "binding/base/module.h"
#include "binding/base/outcome.h"

namespace selectors_ts::binding {

namespace {

/// Returns its number, or a negative errno.
Napi::Value WakerCreate(const Napi::CallbackInfo& info) {
  core::Result<core::Waker> waker = core::Waker::Create();
  if (!waker) return Failure(info, waker.error());
  const int64_t number = Environment::Of(info).AddWaker(std::move(*waker));
  return Napi::Number::New(info.Env(), static_cast<double>(number));
}

/// Returns the descriptor to wait for.
Napi::Value WakerDescriptor(const Napi::CallbackInfo& info) {
  const auto waker = Wakers().Find(Int64Argument(info, 0));
  if (!waker) return Failure(info, {EBADF, "waker"});
  return Number(info, waker->fd());
}

/// Returns 1 if there is such a waker.
Napi::Value WakerWake(const Napi::CallbackInfo& info) {
  const auto waker = Wakers().Find(Int64Argument(info, 0));
  if (waker) waker->Wake();
  return Number(info, waker ? 1 : 0);
}

Napi::Value WakerDrain(const Napi::CallbackInfo& info) {
  const auto waker = Wakers().Find(Int64Argument(info, 0));
  if (waker) waker->Drain();
  return Number(info, waker ? 1 : 0);
}

Napi::Value WakerClose(const Napi::CallbackInfo& info) {
  Environment::Of(info).RemoveWaker(Int64Argument(info, 0));
  return Number(info, 0);
}

}  // namespace

void ExportWaker(Napi::Env env, Napi::Object exports) {
  ExportFunction<WithStack<WakerCreate>>(env, exports, "wakerCreate");
  ExportFunction<WakerDescriptor>(env, exports, "wakerDescriptor");
  ExportFunction<WakerWake>(env, exports, "wakerWake");
  ExportFunction<WithStack<WakerDrain>>(env, exports, "wakerDrain");
  ExportFunction<WakerClose>(env, exports, "wakerClose");
}

}  // namespace selectors_ts::binding
