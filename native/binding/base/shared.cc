// What all kinds of core/base/shared_objects.h have in common for JavaScript.
#include "binding/base/arguments.h"
#include "binding/base/module.h"
#include "binding/base/outcome.h"
#include "core/base/shared_objects.h"

namespace selectors_ts::binding {

namespace {

/// Keeps the object of this number for as long as the process lives.
Napi::Value SharedPin(const Napi::CallbackInfo& info) {
  core::SharedObjects::All().Pin(Int64Argument(info, 0));
  return Number(info, 0);
}

}  // namespace

void ExportShared(Napi::Env env, Napi::Object exports) {
  ExportFunction<SharedPin>(env, exports, "sharedPin");
}

}  // namespace selectors_ts::binding
