#include "binding/threading/gils.h"

#include <cstddef>

#include "binding/threading/state.h"

namespace selectors_ts::binding {

core::Gil::Account& Gils::AccountOf(int32_t index, ThreadingState& state) {
  const auto at = static_cast<size_t>(index);
  if (at >= accounts_.size()) accounts_.resize(at + 1);
  if (!accounts_[at]) {
    core::Gil::Account*& account = accounts_by_number_[NumberOf(index)];
    if (!account) account = &Find(index)->Join(state.ident(), state.thread());
    accounts_[at] = account;
  }
  return *accounts_[at];
}

void Gils::Forget(int32_t index) {
  Shares::Forget(index);
  const auto at = static_cast<size_t>(index);
  if (index >= 0 && at < accounts_.size()) accounts_[at] = nullptr;
}

void Gils::LeaveAll(ThreadingState& state) {
  if (core::Gil* const gil = Find(held)) {
    gil->Drop(AccountOf(held, state), core::Gil::Why::kReleased);
  }
  for (const auto& gil : traced) (void)gil->StopTrace();
  for (const auto& [number, account] : accounts_by_number_) {
    if (const auto gil = core::SharedObjects::All().Find<core::Gil>(number)) gil->Leave(*account);
  }
}

}  // namespace selectors_ts::binding
