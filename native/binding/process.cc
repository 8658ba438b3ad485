// core/process.h for JavaScript.
#include "core/process.h"

#include <atomic>

#include "binding/arguments.h"
#include "binding/module.h"
#include "binding/outcome.h"

namespace selectors_ts::binding {

namespace {

/// What exit codes and signals are told apart by.
constexpr int kSignalled = 256;

/// Returns 0 while it runs, the exit code and 1, or the signal and 1 and kSignalled.
Napi::Value ProcessAwait(const Napi::CallbackInfo& info) {
  auto ended = core::AwaitProcessEnd(IntArgument(info, 0), IntArgument(info, 1));
  if (!ended) return Failure(info, ended.error());
  if (!*ended) return Number(info, 0);
  const auto [signalled, number] = **ended;
  return Number(info, 1 + number + (signalled ? kSignalled : 0));
}

/// Counts from 1, through all threads.
Napi::Value ProcessNumber(const Napi::CallbackInfo& info) {
  static std::atomic<int32_t> last = 0;
  return Number(info, ++last);
}

Napi::Value ProcessDieWithPeer(const Napi::CallbackInfo& info) {
  auto watcher = core::DieWithPeer(IntArgument(info, 0));
  if (!watcher) return Failure(info, watcher.error());
  Environment::Of(info).lifeline = std::move(*watcher);
  return Number(info, 0);
}

}  // namespace

void ExportProcess(Napi::Env env, Napi::Object exports) {
  ExportFunction<ProcessAwait>(env, exports, "processAwait");
  ExportFunction<ProcessNumber>(env, exports, "processNumber");
  ExportFunction<ProcessDieWithPeer>(env, exports, "processDieWithPeer");
}

}  // namespace selectors_ts::binding
