// What multiprocessing keeps for an environment.
#pragma once

#include <memory>

#include "binding/base/environment.h"
#include "binding/base/module_state.h"
#include "binding/base/shares.h"
#include "core/multiprocessing/process.h"
#include "core/select/watcher.h"

namespace selectors_ts::binding {

class MultiprocessingState final : public ModuleState {
 public:
  static constexpr Module kModule = Module::kMultiprocessing;

  static MultiprocessingState& Of(const Napi::CallbackInfo& info) {
    return Environment::Of(info).Get<MultiprocessingState>();
  }

  Shares<core::Process> processes;
  /// Kills this process when its parent is gone, if its life hangs on that.
  std::unique_ptr<core::Watcher> lifeline;
};

}  // namespace selectors_ts::binding
