#include "binding/base/stack.h"

#include <cstddef>
#include <vector>

#include "binding/base/ending.h"
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

/// Node-API does not tell how much room there is. So many arguments find out: the engine looks
/// whether they fit before it puts them on the stack.
bool CanCall(napi_env env, size_t count) {
  napi_value ignore = nullptr;
  napi_value undefined = nullptr;
  if (Ignore(env, &ignore) != napi_ok || napi_get_undefined(env, &undefined) != napi_ok) {
    return false;
  }
  const std::vector<napi_value> arguments(count, undefined);
  return napi_call_function(env, undefined, ignore, count, arguments.data(), nullptr) == napi_ok;
}

Napi::Value RequireStack(const Napi::CallbackInfo& info) {
  return Number(info, 0);
}

}  // namespace

bool Stack::Look(napi_env env, Follows follows, uintptr_t deepest) {
  if (CanCall(env, (kReserve_bytes + DepthOf(follows)) / sizeof(void*))) {
    proven_ = deepest;
    return true;
  }
  bool is_pending = false;
  (void)napi_is_exception_pending(env, &is_pending);
  if (!is_pending) AwaitTermination();
  return false;
}

void ExportStack(Napi::Env env, Napi::Object exports) {
  ExportFunction<WithStack<RequireStack, Follows::kOperation>>(env, exports, "requireStack");
}

}  // namespace selectors_ts::binding
