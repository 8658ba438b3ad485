// The shared objects of one type that an environment holds, each by a small number of its own, so
// that a hot call finds one without a lock.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "core/base/shared_objects.h"

namespace selectors_ts::binding {

template <typename T>
class Shares {
 public:
  /// Returns its index here.
  template <typename... Arguments>
  int32_t Make(Arguments&&... arguments) {
    auto [object, number] =
        core::SharedObjects::All().Make<T>(std::forward<Arguments>(arguments)...);
    return Hold(std::move(object), number);
  }

  /// Returns the index here of what has this number in the process, or -1.
  int32_t From(int64_t number) {
    std::shared_ptr<T> object = core::SharedObjects::All().Find<T>(number);
    return object ? Hold(std::move(object), number) : -1;
  }

  /// Null if there is none of this index.
  T* Find(int32_t index) const { return Share(index).get(); }

  const std::shared_ptr<T>& Share(int32_t index) const {
    static const std::shared_ptr<T> none;
    return Has(index) ? At(index).object : none;
  }

  /// Its number in the process; 0 if there is none of this index.
  int64_t NumberOf(int32_t index) const { return Has(index) ? At(index).number : 0; }

  template <typename Function>
  void ForEach(Function function) const {
    for (const Held& held : held_) {
      if (held.object) function(*held.object);
    }
  }

  void Forget(int32_t index) {
    if (!Has(index)) return;
    // Let go of last: a destructor could come back here.
    const Held forgotten = std::exchange(held_[static_cast<size_t>(index)], {});
    free_.push_back(index);
  }

 private:
  struct Held {
    std::shared_ptr<T> object;
    int64_t number = 0;
  };

  int32_t Hold(std::shared_ptr<T> object, int64_t number) {
    Held held{std::move(object), number};
    if (free_.empty()) {
      held_.push_back(std::move(held));
      return static_cast<int32_t>(held_.size()) - 1;
    }
    const int32_t index = free_.back();
    free_.pop_back();
    held_[static_cast<size_t>(index)] = std::move(held);
    return index;
  }

  const Held& At(int32_t index) const { return held_[static_cast<size_t>(index)]; }

  bool Has(int32_t index) const {
    return index >= 0 && static_cast<size_t>(index) < held_.size() && At(index).object;
  }

  std::vector<Held> held_;
  std::vector<int32_t> free_;
};

}  // namespace selectors_ts::binding
