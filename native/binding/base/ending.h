// The end of an environment, as seen by a call that it comes upon.
//
// Node ends a worker in two steps: Node-API refuses from now on whatever could run JavaScript; and,
// some instructions later, JavaScript is terminated. A call that returned in between would have the
// worker's JavaScript go on, with an outcome that means nothing, as far as its `finally` blocks.
#pragma once

#include <napi.h>

#include <chrono>
#include <thread>

namespace selectors_ts::binding {

/// To be called where Node-API has refused a call for no other reason. Nothing tells when the
/// second step is done: the thread that takes it would have to lose its processor for so long.
inline void AwaitTermination() {
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
}

inline bool CanRunJavaScript(napi_env env) {
  // Any call that could run JavaScript fails at the end.
  napi_value any = nullptr;
  bool same = false;
  napi_get_undefined(env, &any);
  return napi_strict_equals(env, any, any, &same) == napi_ok;
}

/// Undoes what a blocked call has taken in the moment of its thread's end, as nobody would ever get
/// it. Returns whether that was so.
template <typename Undo>
bool UndoAtEnd(napi_env env, Undo undo) {
  if (CanRunJavaScript(env)) return false;
  undo();
  AwaitTermination();
  return true;
}

}  // namespace selectors_ts::binding
