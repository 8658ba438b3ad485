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

  /// Memory that JavaScript and waits share. Its address is known as long as it is referred to
  /// here, which spares each wait asking Node-API for it.
  struct {
    Napi::Reference<Napi::ArrayBuffer> buffer;
    std::span<std::byte> bytes;
  } wait_memory;

  /// The system call that failed last, for the message of the error that JavaScript makes of it.
  const char* failed_call = "";

 private:
  std::unordered_set<int> descriptors_;
};

}  // namespace selectors_ts::binding
