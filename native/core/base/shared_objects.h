// Objects that several threads hold together (locks, queues, Gils): the last to let go destroys
// one, and anybody can find it by number before that.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/registry.h"

namespace selectors_ts::core {

/// The order of the core's mutexes: who holds that of a Condition may take that of its Lock;
/// Threads' comes before a Thread's, Children's before a Process's. The mutex of the process's
/// shared objects may be taken inside any other, as destructors take it; nothing is called while it
/// is held. No other mutex is taken inside another.
class SharedObjects {
 public:
  /// Those of the process.
  static SharedObjects& All() {
    static SharedObjects all;
    return all;
  }

  /// Returns it with its number.
  template <typename T, typename... Arguments>
  std::pair<std::shared_ptr<T>, int64_t> Make(Arguments&&... arguments) {
    const int64_t number = NextNumber();
    std::shared_ptr<T> object(new T(std::forward<Arguments>(arguments)...),
                              [this, number](T* last) {
                                Forget(number);
                                delete last;
                              });
    const std::lock_guard guard(mutex_);
    entries_.emplace(number, Entry{object, KindOf<T>()});
    return {std::move(object), number};
  }

  /// Null if there is none of this number and type.
  template <typename T>
  std::shared_ptr<T> Find(int64_t number) {
    const std::lock_guard guard(mutex_);
    const auto found = entries_.find(number);
    if (found == entries_.end() || found->second.kind != KindOf<T>()) return nullptr;
    return std::static_pointer_cast<T>(found->second.object.lock());
  }

  /// To be kept alive, whatever it is; null if there is none of this number.
  std::shared_ptr<void> Hold(int64_t number) {
    const std::lock_guard guard(mutex_);
    const auto found = entries_.find(number);
    return found == entries_.end() ? nullptr : found->second.object.lock();
  }

  /// Keeps it for as long as the process lives: its number has gone where nobody can follow it.
  void Pin(int64_t number) {
    std::shared_ptr<void> object = Hold(number);
    const std::lock_guard guard(mutex_);
    if (object) pinned_.emplace(number, std::move(object));
  }

 private:
  struct Entry {
    std::weak_ptr<void> object;
    const void* kind;
  };

  /// Tells types apart without RTTI.
  template <typename T>
  static const void* KindOf() {
    static const char kind = 0;
    return &kind;
  }

  void Forget(int64_t number) {
    const std::lock_guard guard(mutex_);
    entries_.erase(number);
  }

  std::mutex mutex_;
  std::unordered_map<int64_t, Entry> entries_;
  std::unordered_map<int64_t, std::shared_ptr<void>> pinned_;
};

}  // namespace selectors_ts::core
