// Room on the JavaScript stack for what has to follow a call.
#pragma once

#include <napi.h>

#include <cstddef>
#include <cstdint>

namespace selectors_ts::binding {

/// What has to follow a call.
enum class Follows {
  /// JavaScript that deals with the outcome.
  kJavaScript,
  /// More of such calls, which must not refuse then: there is more room for them.
  kCalls,
  /// A whole operation, which may block with a Gil given up: more still.
  kOperation,
};

/// A JavaScript function can throw a RangeError wherever it calls another: when the stack is full,
/// and 40 kilobytes before that if V8 has to compile the other one first. A program that catches
/// the error goes on. So a call that takes something, or begins what JavaScript has to bring to its
/// end, refuses with that very error where the rest would not be certain to follow.
class Stack {
 public:
  /// False, with the RangeError pending, if there is not enough room. Room is looked for once: at
  /// the same depth, and above, there is as much the next time.
  bool Suffices(napi_env env, Follows follows = Follows::kJavaScript) {
    const auto deepest = reinterpret_cast<uintptr_t>(__builtin_frame_address(0)) - DepthOf(follows);
    return deepest >= proven_ || Look(env, follows, deepest);
  }

 private:
  static constexpr size_t DepthOf(Follows follows) {
    return static_cast<size_t>(follows) * kDepth_bytes;
  }
  /// How much deeper than a call those are at most that follow.
  static constexpr size_t kDepth_bytes = 16 * 1024;

  bool Look(napi_env env, Follows follows, uintptr_t deepest);

  /// The lowest address from which on JavaScript has enough room below.
  uintptr_t proven_ = UINTPTR_MAX;
};

}  // namespace selectors_ts::binding
