// core/multiprocessing/process.h and core/multiprocessing/children.h for JavaScript.
#include "core/multiprocessing/process.h"

#include "binding/base/arguments.h"
#include "binding/base/outcome.h"
#include "binding/multiprocessing/module.h"
#include "binding/multiprocessing/state.h"
#include "core/base/descriptor.h"
#include "core/multiprocessing/children.h"

namespace selectors_ts::binding {

namespace {

/// What exit codes and signals are told apart by.
constexpr int kSignalled = 256;

std::vector<std::string> TextsArgument(const Napi::CallbackInfo& info, size_t index) {
  const auto array = info[index].As<Napi::Array>();
  std::vector<std::string> texts;
  for (uint32_t i = 0; i < array.Length(); ++i) texts.push_back(array.Get(i).ToString());
  return texts;
}

/// Null if this thread has none of this index.
core::Process* ProcessArgument(const Napi::CallbackInfo& info) {
  return MultiprocessingState::Of(info).processes.Find(IntArgument(info, 0));
}

Napi::Value Unknown(const Napi::CallbackInfo& info) {
  return Failure(info, {ESRCH, "process"});
}

Napi::Value ProcessStart(const Napi::CallbackInfo& info) {
  const auto descriptors = ElementsArgument<int>(info, 3);
  core::Result<core::UniqueFd> sentinel = core::Duplicate(IntArgument(info, 4));
  if (!sentinel) return Failure(info, sentinel.error());
  const bool is_daemon = BoolArgument(info, 5);
  core::Children::All().DropEnded();
  core::Result<int> pid = core::Spawn({StringArgument(info, 0),
                                       TextsArgument(info, 1),
                                       TextsArgument(info, 2),
                                       {descriptors.begin(), descriptors.end()}});
  if (!pid) return Failure(info, pid.error());
  auto& processes = MultiprocessingState::Of(info).processes;
  const int32_t index = processes.Make(*pid, std::move(*sentinel), is_daemon);
  core::Children::All().Add(processes.Share(index));
  return Number(info, index);
}

Napi::Value ProcessPid(const Napi::CallbackInfo& info) {
  const core::Process* process = ProcessArgument(info);
  return process ? Number(info, process->pid()) : Unknown(info);
}

Napi::Value ProcessSentinel(const Napi::CallbackInfo& info) {
  const core::Process* process = ProcessArgument(info);
  return process ? Number(info, process->sentinel()) : Unknown(info);
}

/// Returns 0 while it runs, the exit code and 1, or the signal and 1 and kSignalled.
Napi::Value ProcessAwait(const Napi::CallbackInfo& info) {
  core::Process* process = ProcessArgument(info);
  if (!process) return Unknown(info);
  auto end = core::Result(process->Poll());
  const double timeout_ms = DoubleArgument(info, 1);
  if (!*end && timeout_ms > 0) end = process->Await(timeout_ms);
  if (!end) return Failure(info, end.error());
  if (!*end) return Number(info, 0);
  const auto [signalled, number] = **end;
  return Number(info, 1 + number + (signalled ? kSignalled : 0));
}

Napi::Value ProcessSignal(const Napi::CallbackInfo& info) {
  core::Process* process = ProcessArgument(info);
  return process ? Outcome(info, process->Signal(IntArgument(info, 1))) : Unknown(info);
}

Napi::Value ProcessForget(const Napi::CallbackInfo& info) {
  MultiprocessingState::Of(info).processes.Forget(IntArgument(info, 0));
  core::Children::All().DropEnded();
  return Number(info, 0);
}

Napi::Value ProcessNumber(const Napi::CallbackInfo& info) {
  return Number(info, core::Children::All().NextNumber());
}

Napi::Value ProcessDieWithPeer(const Napi::CallbackInfo& info) {
  auto watcher = core::DieWithPeer(IntArgument(info, 0));
  if (!watcher) return Failure(info, watcher.error());
  MultiprocessingState::Of(info).lifeline = std::move(*watcher);
  return Number(info, 0);
}

/// Waits for the first of them; returns 1 when none runs any more.
Napi::Value ChildrenAwait(const Napi::CallbackInfo& info) {
  const bool are_daemons = BoolArgument(info, 0);
  const auto running = core::Children::All().Running(are_daemons);
  if (running.empty()) return Number(info, 1);
  auto end = running.front()->Await(DoubleArgument(info, 1));
  if (!end) return Failure(info, end.error());
  return Number(info, *end && running.size() == 1 ? 1 : 0);
}

Napi::Value ChildrenTerminateDaemons(const Napi::CallbackInfo& info) {
  // What is not allowed to be told that will see it by the end of its link.
  for (const auto& daemon : core::Children::All().Running(true)) (void)daemon->Terminate();
  return Number(info, 0);
}

}  // namespace

void ExportProcess(Napi::Env env, Napi::Object exports) {
  ExportFunction<WithStack<ProcessStart>>(env, exports, "processStart");
  ExportFunction<ProcessPid>(env, exports, "processPid");
  ExportFunction<ProcessSentinel>(env, exports, "processSentinel");
  ExportFunction<ProcessAwait>(env, exports, "processAwait");
  ExportFunction<ProcessSignal>(env, exports, "processSignal");
  ExportFunction<ProcessForget>(env, exports, "processForget");
  ExportFunction<ProcessNumber>(env, exports, "processNumber");
  ExportFunction<ProcessDieWithPeer>(env, exports, "processDieWithPeer");
  ExportFunction<ChildrenAwait>(env, exports, "childrenAwait");
  ExportFunction<ChildrenTerminateDaemons>(env, exports, "childrenTerminateDaemons");
}

}  // namespace selectors_ts::binding
