// Python's queue.Queue, of messages that are bytes.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "core/base/deadline.h"
#include "core/base/unique_fd.h"

namespace selectors_ts::core {

struct Message {
  std::vector<std::byte> bytes;
  /// The shared objects that the bytes name, so that they are there when somebody reads them.
  std::vector<std::shared_ptr<void>> carried;
  /// Descriptors that the bytes name.
  std::vector<UniqueFd> descriptors;
};

class Queue {
 public:
  enum class Outcome { kNotYet, kDone, kShutDown };

  /// @param maxsize 0 or less is without end
  explicit Queue(int32_t maxsize) : maxsize_(maxsize) {}

  /// Waits for room. Done does not mean that there will be any for this thread.
  Outcome WaitForRoom(Deadline deadline) {
    std::unique_lock guard(mutex_);
    const auto ready = [this] { return is_shut_down_ || HasRoom(); };
    if (!has_room_.wait_until(guard, deadline, ready)) return Outcome::kNotYet;
    return is_shut_down_ ? Outcome::kShutDown : Outcome::kDone;
  }

  /// For a thread that has waited for room, and does not want it any more.
  void PassRoomOn() {
    const std::lock_guard guard(mutex_);
    has_room_.notify_one();
  }

  /// Takes the message if there is room, and otherwise leaves it.
  Outcome TryPut(Message& message) {
    const std::lock_guard guard(mutex_);
    if (is_shut_down_) return Outcome::kShutDown;
    if (!HasRoom()) return Outcome::kNotYet;
    messages_.push_back(std::move(message));
    ++unfinished_tasks_;
    has_message_.notify_one();
    return Outcome::kDone;
  }

  Outcome Get(Message& message, Deadline deadline) {
    std::unique_lock guard(mutex_);
    const auto ready = [this] { return is_shut_down_ || !messages_.empty(); };
    if (!has_message_.wait_until(guard, deadline, ready)) return Outcome::kNotYet;
    if (messages_.empty()) return Outcome::kShutDown;
    message = std::move(messages_.front());
    messages_.pop_front();
    has_room_.notify_one();
    return Outcome::kDone;
  }

  /// As if it had not been got.
  void PutBack(Message message) {
    const std::lock_guard guard(mutex_);
    messages_.push_front(std::move(message));
    has_message_.notify_one();
  }

  /// False if there is none that is not done.
  bool TaskDone() {
    const std::lock_guard guard(mutex_);
    if (unfinished_tasks_ == 0) return false;
    if (--unfinished_tasks_ == 0) all_done_.notify_all();
    return true;
  }

  /// Waits until all tasks are done.
  bool Join(Deadline deadline) {
    std::unique_lock guard(mutex_);
    return all_done_.wait_until(guard, deadline, [this] { return unfinished_tasks_ == 0; });
  }

  /// @param immediate what is in it is taken out, and done
  void ShutDown(bool immediate) {
    // Let go of after the lock: they may be many.
    std::deque<Message> dropped;
    const std::lock_guard guard(mutex_);
    is_shut_down_ = true;
    if (immediate) {
      dropped.swap(messages_);
      unfinished_tasks_ -= std::min(unfinished_tasks_, dropped.size());
      // As in CPython, also if tasks that were taken before are not done yet: then they wait again.
      all_done_.notify_all();
    }
    has_message_.notify_all();
    has_room_.notify_all();
  }

  size_t size() {
    const std::lock_guard guard(mutex_);
    return messages_.size();
  }

  size_t unfinished_tasks() {
    const std::lock_guard guard(mutex_);
    return unfinished_tasks_;
  }

  bool is_shut_down() {
    const std::lock_guard guard(mutex_);
    return is_shut_down_;
  }

  int32_t maxsize() {
    const std::lock_guard guard(mutex_);
    return maxsize_;
  }

  void set_maxsize(int32_t maxsize) {
    const std::lock_guard guard(mutex_);
    maxsize_ = maxsize;
    has_room_.notify_all();
  }

 private:
  bool HasRoom() const { return maxsize_ <= 0 || messages_.size() < static_cast<size_t>(maxsize_); }

  std::mutex mutex_;
  std::condition_variable has_message_;
  std::condition_variable has_room_;
  std::condition_variable all_done_;
  std::deque<Message> messages_;
  size_t unfinished_tasks_ = 0;
  int32_t maxsize_;
  bool is_shut_down_ = false;
};

}  // namespace selectors_ts::core
