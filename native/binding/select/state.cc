#include "binding/select/state.h"

#include <utility>

namespace selectors_ts::binding {

void SelectState::End() {
  watches_.clear();
}

int32_t SelectState::AddWatch(std::unique_ptr<Watch> watch) {
  watches_.emplace(++last_watch_, std::move(watch));
  return last_watch_;
}

Watch* SelectState::FindWatch(int32_t number) {
  const auto found = watches_.find(number);
  return found == watches_.end() ? nullptr : found->second.get();
}

void SelectState::RemoveWatch(int32_t number) {
  watches_.erase(number);
}

}  // namespace selectors_ts::binding
