// What threads share by number: a number can be posted to another thread, and one whose object has
// gone is nothing worse than unknown.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace selectors_ts::core {

/// A number that nothing else in the process has had or will have, of whatever kind.
inline int64_t NextNumber() {
  static std::atomic<int64_t> last = 0;
  return ++last;
}

/// Keeps what it names.
template <typename T>
class Registry {
 public:
  /// Returns its number.
  int64_t Add(std::shared_ptr<T> object) {
    const int64_t number = NextNumber();
    const std::lock_guard guard(mutex_);
    objects_.emplace(number, std::move(object));
    return number;
  }

  /// Null if there is none. The object lives on for as long as the caller holds it.
  std::shared_ptr<T> Find(int64_t number) {
    const std::lock_guard guard(mutex_);
    const auto found = objects_.find(number);
    return found == objects_.end() ? nullptr : found->second;
  }

  void Remove(int64_t number) {
    // Let go of after the lock: the destructor may take its time.
    std::shared_ptr<T> removed;
    const std::lock_guard guard(mutex_);
    const auto found = objects_.find(number);
    if (found == objects_.end()) return;
    removed = std::move(found->second);
    objects_.erase(found);
  }

 private:
  std::mutex mutex_;
  std::unordered_map<int64_t, std::shared_ptr<T>> objects_;
};

}  // namespace selectors_ts::core
