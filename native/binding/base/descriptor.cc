// core/base/descriptor.h for JavaScript, and the ownership of descriptors by the environment.
#include "core/base/descriptor.h"

#include <cstring>
#include <system_error>

#include "binding/base/arguments.h"
#include "binding/base/module.h"
#include "binding/base/outcome.h"

namespace selectors_ts::binding {

namespace {

Napi::Value CloseDescriptor(const Napi::CallbackInfo& info) {
  const int fd = IntArgument(info, 0);
  Environment::Of(info).Disown(fd);
  return Outcome(info, core::Close(fd));
}

Napi::Value DuplicateDescriptor(const Napi::CallbackInfo& info) {
  return Outcome(info, core::Duplicate(IntArgument(info, 0)));
}

Napi::Value OwnDescriptor(const Napi::CallbackInfo& info) {
  return Number(info, Environment::Of(info).Own(core::UniqueFd(IntArgument(info, 0))));
}

Napi::Value DisownDescriptor(const Napi::CallbackInfo& info) {
  return Number(info, Environment::Of(info).Disown(IntArgument(info, 0)) ? 1 : 0);
}

Napi::Value IsOpenDescriptor(const Napi::CallbackInfo& info) {
  return Number(info, core::IsOpen(IntArgument(info, 0)) ? 1 : 0);
}

Napi::Value FailedCall(const Napi::CallbackInfo& info) {
  return Napi::String::New(info.Env(), Environment::Of(info).failed_call);
}

Napi::Value ErrorMessage(const Napi::CallbackInfo& info) {
  return Napi::String::New(info.Env(), std::generic_category().message(IntArgument(info, 0)));
}

}  // namespace

void ExportDescriptor(Napi::Env env, Napi::Object exports) {
  ExportFunction<CloseDescriptor>(env, exports, "closeDescriptor");
  ExportFunction<WithStack<DuplicateDescriptor>>(env, exports, "duplicateDescriptor");
  ExportFunction<OwnDescriptor>(env, exports, "ownDescriptor");
  ExportFunction<DisownDescriptor>(env, exports, "disownDescriptor");
  ExportFunction<IsOpenDescriptor>(env, exports, "isOpenDescriptor");
  ExportFunction<FailedCall>(env, exports, "failedCall");
  ExportFunction<ErrorMessage>(env, exports, "errorMessage");
}

}  // namespace selectors_ts::binding
