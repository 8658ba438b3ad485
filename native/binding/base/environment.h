// What the addon keeps for each JavaScript environment (the main thread, each worker).
#pragma once

#include <napi.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_set>
#include <utility>

#include "binding/base/module_state.h"
#include "binding/base/stack.h"
#include "core/base/registry.h"
#include "core/base/unique_fd.h"
#include "core/base/waker.h"

namespace selectors_ts::binding {

/// The wakers of all threads.
core::Registry<core::Waker>& Wakers();

class Environment {
 public:
  Environment() = default;
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  /// Runs on the environment's own thread when it ends, however it ends, and closes what it opened.
  /// Ends what the modules keep, the highest module first, then closes, then destroys what they
  /// keep, in the same order.
  ~Environment();

  static Environment& Of(const Napi::CallbackInfo& info);

  /// To be called once for each module, by the addon's entry.
  template <typename State>
  void Add() {
    states_[static_cast<size_t>(State::kModule)] = std::make_unique<State>();
  }

  /// What a module keeps.
  template <typename State>
  State& Get() const {
    return static_cast<State&>(*states_[static_cast<size_t>(State::kModule)]);
  }

  /// Takes over a descriptor; returns its number.
  int Own(core::UniqueFd fd);
  /// Gives a descriptor up without closing it; false if it was not owned here.
  bool Disown(int fd);

  /// Puts it among the wakers of all threads until it is removed or the environment ends.
  int64_t AddWaker(core::Waker waker);
  void RemoveWaker(int64_t number);

  Stack stack;

  /// The system call that failed last, for the message of the error that JavaScript makes of it.
  const char* failed_call = "";

 private:
  /// First, as calls on hot paths look here.
  std::array<std::unique_ptr<ModuleState>, kModules> states_;
  std::unordered_set<int> descriptors_;
  std::unordered_set<int64_t> wakers_;
};

}  // namespace selectors_ts::binding
