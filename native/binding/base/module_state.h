// What a module of the addon keeps for an environment. Each has a class of its own for that, with
// a constant `kModule`, behind which what is above this folder stays.
#pragma once

#include <cstddef>

namespace selectors_ts::binding {

/// Those that keep something, the lowest first.
enum class Module : size_t { kSelect, kThreading, kMultiprocessing };

inline constexpr size_t kModules = static_cast<size_t>(Module::kMultiprocessing) + 1;

class ModuleState {
 public:
  ModuleState() = default;
  ModuleState(const ModuleState&) = delete;
  ModuleState& operator=(const ModuleState&) = delete;
  virtual ~ModuleState() = default;

  /// The environment ends: its descriptors and wakers are still there, and so is what all other
  /// modules keep.
  virtual void End() {}
};

}  // namespace selectors_ts::binding
