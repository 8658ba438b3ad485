// core/base/clock.h for JavaScript: a program may have replaced every clock that it can reach
// there.
#include "core/base/clock.h"

#include "binding/base/hot_call.h"
#include "binding/base/module.h"

namespace selectors_ts::binding {

namespace {

napi_value ClockNow(napi_env env, napi_callback_info) {
  napi_value now = nullptr;
  napi_create_double(env, core::NowMs(), &now);
  return now;
}

}  // namespace

void ExportClock(Napi::Env env, Napi::Object exports) {
  ExportHotFunction(env, exports, "clockNowMs", ClockNow);
}

}  // namespace selectors_ts::binding
