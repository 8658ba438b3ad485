// core/select/poll.h for JavaScript. The watched set is an Int32Array of core::PollEntry.
#include "core/select/poll.h"

#include "binding/base/arguments.h"
#include "binding/base/outcome.h"
#include "binding/select/module.h"

namespace selectors_ts::binding {

namespace {

Napi::Value PollWait(const Napi::CallbackInfo& info) {
  const auto entries = ElementsArgument<core::PollEntry>(info, 0);
  const int count = IntArgument(info, 1);
  const int timeout_ms = IntArgument(info, 2);
  return Outcome(info, core::WaitPoll(FirstElements(info, entries, count), timeout_ms));
}

}  // namespace

void ExportPoll(Napi::Env env, Napi::Object exports) {
  ExportFunction<PollWait>(env, exports, "pollWait");
}

}  // namespace selectors_ts::binding
