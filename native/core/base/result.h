// The outcome of a system call: its value, or the errno with the name of the call that set it.
#pragma once

#include <cerrno>
#include <utility>
#include <variant>

namespace selectors_ts::core {

struct Error {
  int code;
  const char* call;
};

/// To be called at once after the failed call, before any clean-up can overwrite errno.
inline Error LastError(const char* call) {
  return {errno, call};
}

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : outcome_(std::move(value)) {}
  Result(Error error) : outcome_(error) {}

  explicit operator bool() const { return std::holds_alternative<T>(outcome_); }
  T& operator*() { return *std::get_if<T>(&outcome_); }
  T* operator->() { return std::get_if<T>(&outcome_); }
  Error error() const { return *std::get_if<Error>(&outcome_); }

 private:
  std::variant<T, Error> outcome_;
};

/// The outcome of a call that has nothing to say but that it succeeded.
using Status = Result<std::monostate>;

inline Status Done() {
  return std::monostate{};
}

/// For calls that return a count, or -1 and errno.
template <typename Count>
Result<Count> CountOrError(Count result, const char* call) {
  if (result < 0) return LastError(call);
  return result;
}

/// For calls that return 0, or -1 and errno.
inline Status DoneOrError(int result, const char* call) {
  if (result < 0) return LastError(call);
  return Done();
}

}  // namespace selectors_ts::core
