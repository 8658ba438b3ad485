// core/threading/event.h for JavaScript.
#include "core/threading/event.h"

#include "binding/base/share_calls.h"
#include "binding/threading/module.h"
#include "binding/threading/state.h"

namespace selectors_ts::binding {

namespace {

using core::Event;

constexpr auto kEvents = &ThreadingState::events;

core::Result<int> Count(Event& event, const HotCall<1>&) {
  return event.count();
}

core::Result<int> Set(Event& event, const HotCall<1>&) {
  event.Set();
  return 0;
}

core::Result<int> Clear(Event& event, const HotCall<1>&) {
  event.Clear();
  return 0;
}

/// (event, count before, timeout_ms) => 1 if it has been set
core::Result<int> Wait(Event& event, const Napi::CallbackInfo& info) {
  const int32_t since = IntArgument(info, 1);
  return event.Wait(since, core::After(DoubleArgument(info, 2))) ? 1 : 0;
}

Napi::Value EventCreate(const Napi::CallbackInfo& info) {
  return Number(info, ThreadingState::Of(info).events.Make());
}

}  // namespace

void ExportEvent(Napi::Env env, Napi::Object exports) {
  ExportShares<kEvents>(env, exports, "events");
  ExportFunction<WithStack<EventCreate>>(env, exports, "eventCreate");
  ExportHotFunction(env, exports, "eventCount", HotShareCall<kEvents, 0, Count>);
  ExportHotFunction(env, exports, "eventSet", HotShareCall<kEvents, 0, Set>);
  ExportHotFunction(env, exports, "eventClear", HotShareCall<kEvents, 0, Clear>);
  ExportFunction<ShareCall<kEvents, Wait>>(env, exports, "eventWait");
}

}  // namespace selectors_ts::binding
