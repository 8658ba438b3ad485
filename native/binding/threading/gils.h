// The Gils that an environment holds, and what its thread has to do with each.
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "binding/base/shares.h"
#include "core/threading/gil.h"

namespace selectors_ts::binding {

class ThreadingState;

class Gils : public Shares<core::Gil> {
 public:
  /// The one that the thread holds, to be dropped if the thread ends like that; or -1.
  int32_t held = -1;
  /// Those that it has begun to trace.
  std::vector<std::shared_ptr<core::Gil>> traced;

  /// What the thread has had of a Gil that it has here.
  core::Gil::Account& AccountOf(int32_t index, ThreadingState& state);
  void Forget(int32_t index);
  /// The thread is about to end.
  void LeaveAll(ThreadingState& state);

 private:
  /// By the index of the Gil, and by its number: one may be here twice, or have been here before.
  std::vector<core::Gil::Account*> accounts_;
  std::unordered_map<int64_t, core::Gil::Account*> accounts_by_number_;
};

}  // namespace selectors_ts::binding
