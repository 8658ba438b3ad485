// What the addon keeps for each JavaScript environment (the main thread, each worker).
#pragma once

#include <napi.h>

#include <cstddef>
#include <span>
#include <unordered_set>

#include "core/unique_fd.h"

namespace selectors_ts::binding {

class Environment {
 public:
  Environment() = default;
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  /// Runs on the environment's own thread when it ends, however it ends, and closes what it opened.
  ~Environment();

  static Environment& Of(const Napi::CallbackInfo& info);

  /// Takes over a descriptor; returns its number.
  int Own(core::UniqueFd fd);
  /// Gives a descriptor up without closing it; false if it was not owned here.
  bool Disown(int fd);

  /// Memory that the kernel fills with events and JavaScript reads: one for the environment, for each
  /// wait's events are read before the next. Its address is known, which spares each wait asking.
  struct {
    Napi::Reference<Napi::ArrayBuffer> buffer;
    std::span<std::byte> bytes;
  } events;

  /// The system call that failed last, for the message of the error that JavaScript makes of it.
  const char* failed_call = "";

 private:
  std::unordered_set<int> descriptors_;
};

}  // namespace selectors_ts::binding
