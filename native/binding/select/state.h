// What select keeps for an environment.
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>

#include "binding/base/environment.h"
#include "binding/base/module_state.h"
#include "binding/select/wait_memory.h"
#include "binding/select/watch.h"

namespace selectors_ts::binding {

class SelectState final : public ModuleState {
 public:
  static constexpr Module kModule = Module::kSelect;

  static SelectState& Of(const Napi::CallbackInfo& info) {
    return Environment::Of(info).Get<SelectState>();
  }

  void End() override;

  /// Keeps it until it is removed or the environment ends; returns its number here.
  int32_t AddWatch(std::unique_ptr<Watch> watch);
  /// Null if there is none of this number.
  Watch* FindWatch(int32_t number);
  void RemoveWatch(int32_t number);

  WaitMemory epoll_memory;
  WaitMemory kqueue_memory;

 private:
  std::unordered_map<int32_t, std::unique_ptr<Watch>> watches_;
  int32_t last_watch_ = 0;
};

}  // namespace selectors_ts::binding
