// What the addon keeps for each JavaScript environment (the main thread, each worker).
#pragma once

#include <napi.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "binding/watch.h"
#include "core/registry.h"
#include "core/unique_fd.h"
#include "core/waker.h"

namespace selectors_ts::binding {

/// The wakers of all threads.
core::Registry<core::Waker>& Wakers();

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

  /// Puts it among the wakers of all threads until it is removed or the environment ends.
  int64_t AddWaker(core::Waker waker);
  void RemoveWaker(int64_t number);

  /// Keeps it until it is removed or the environment ends; returns its number here.
  int32_t AddWatch(std::unique_ptr<Watch> watch);
  /// Null if there is none of this number.
  Watch* FindWatch(int32_t number);
  void RemoveWatch(int32_t number);

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
  std::unordered_set<int64_t> wakers_;
  std::unordered_map<int32_t, std::unique_ptr<Watch>> watches_;
  int32_t last_watch_ = 0;
};

}  // namespace selectors_ts::binding
