#include "binding/base/stack.h"

#include <cstddef>
#include <vector>

#include "binding/base/module.h"
#include "binding/base/outcome.h"

namespace selectors_ts::binding {

namespace {

/// What V8 wants to be left for compiling, and half as much again for the functions on the way
/// there: they have some hundred bytes each as long as they are interpreted.
constexpr size_t kReserve_bytes = 64 * 1024;

/// Function.prototype, which ignores its arguments and is not Node-API's: V8 calls Node-API's own
/// functions from C++ without a look at the stack.
napi_status Ignore(napi_env env, napi_value* function) {
  napi_value any = nullptr;
  const auto nothing = [](napi_env, napi_callback_info) -> napi_value { return nullptr; };
  const napi_status status = napi_create_function(env, nullptr, 0, nothing, nullptr, &any);
  return status == napi_ok ? napi_get_prototype(env, any, function) : status;
}

Napi::Value RequireStack(const Napi::CallbackInfo& info) {
  return Number(info, 0);
}

}  // namespace

/// Node-API does not tell how much room there is. So many arguments find out: the engine looks
/// whether they fit before it puts them on the stack.
bool Stack::Look(napi_env env, Follows follows, uintptr_t deepest) {
  napi_value ignore = nullptr;
  napi_value undefined = nullptr;
  if (Ignore(env, &ignore) != napi_ok || napi_get_undefined(env, &undefined) != napi_ok) {
    return false;
  }
  const size_t count = (kReserve_bytes + DepthOf(follows)) / sizeof(void*);
  const std::vector<napi_value> arguments(count, undefined);
  if (napi_call_function(env, undefined, ignore, arguments.size(), arguments.data(), nullptr) !=
      napi_ok) {
    return false;
  }
  proven_ = deepest;
  return true;
}

void ExportStack(Napi::Env env, Napi::Object exports) {
  ExportFunction<WithStack<RequireStack, Follows::kOperation>>(env, exports, "requireStack");
}

}  // namespace selectors_ts::binding
