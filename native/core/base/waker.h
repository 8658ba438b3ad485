// A descriptor that is readable from a wake-up until it is drained, so that any thread can end a
// wait.
#pragma once

#include "core/base/result.h"
#include "core/base/unique_fd.h"

namespace selectors_ts::core {

class Waker {
 public:
  /// eventfd(2) on Linux, pipe(2) elsewhere.
  static Result<Waker> Create();

  /// What to wait for: readable.
  int fd() const { return reader_.get(); }

  /// Sticky, and no more than that: however many wake-ups there are, one drain takes them all. May
  /// be called in any thread while the waker lives.
  void Wake() const;

  void Drain() const;

 private:
  Waker(UniqueFd reader, UniqueFd writer)
      : reader_(std::move(reader)), writer_(std::move(writer)) {}

  UniqueFd reader_;
  /// None if the reader is written to as well.
  UniqueFd writer_;
};

}  // namespace selectors_ts::core
