// Watching descriptors, and the time, for an environment whose thread does something else
// meanwhile.
#pragma once

#include <napi.h>

#include <memory>
#include <span>

#include "core/base/result.h"
#include "core/select/poll.h"

namespace selectors_ts::binding {

class Watch {
 public:
  Watch() = default;
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;
  virtual ~Watch() = default;

  /// Has the callback called on the environment's thread, once, when one of these is ready or the
  /// time is up: a millisecond too early perhaps, or after a day. Infinity is for ever.
  virtual core::Status Arm(std::span<const core::PollEntry> descriptors, double timeout_ms) = 0;
  /// The callback may be on its way already.
  virtual void Disarm() = 0;
  /// Whether the environment lives on for it. At first it does not.
  virtual void KeepAlive(bool keeps_alive) = 0;
};

/// By Node's own event loop, for one descriptor: reading. An Arm() without any is for the time
/// alone. Null if it cannot be had.
std::unique_ptr<Watch> WatchOnLoop(Napi::Env env, int fd, Napi::Function callback);

/// By a thread of its own: for any number of descriptors, in any runtime.
core::Result<std::unique_ptr<Watch>> WatchOnThread(Napi::Env env, Napi::Function callback);

}  // namespace selectors_ts::binding
