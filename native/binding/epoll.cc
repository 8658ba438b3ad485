// core/epoll.h for JavaScript. Events go straight into the caller's Int32Array, as the kernel lays
// them out; epollLayout says where their fields are (the structure is packed on x86-64 alone).
#include "core/epoll.h"

#include <cstddef>
#include <vector>

#include "binding/arguments.h"
#include "binding/module.h"
#include "binding/outcome.h"

namespace selectors_ts::binding {

namespace {

/// A descriptor below, the generation of its registration above; on the little-endian systems
/// supported here JavaScript finds the descriptor in the first of the two 32-bit words.
uint64_t EventData(int fd, uint32_t generation) {
  return (static_cast<uint64_t>(generation) << 32) | static_cast<uint32_t>(fd);
}

Napi::Value EpollCreate(const Napi::CallbackInfo& info) {
  return Outcome(info, core::CreateEpoll());
}

Napi::Value EpollControl(const Napi::CallbackInfo& info) {
  const int epoll_fd = IntArgument(info, 0);
  const int operation = IntArgument(info, 1);
  const int fd = IntArgument(info, 2);
  const uint32_t events = UintArgument(info, 3);
  const uint64_t data = EventData(fd, UintArgument(info, 4));
  return Outcome(info, core::ControlEpoll(epoll_fd, operation, {fd, events, data}));
}

Napi::Value EpollWait(const Napi::CallbackInfo& info) {
  const int epoll_fd = IntArgument(info, 0);
  auto events = ElementsArgument<epoll_event>(info, 1);
  const int timeout_ms = IntArgument(info, 2);
  if (info.Length() > 3) events = FirstElements(info, events, IntArgument(info, 3));
  return Outcome(info, core::WaitEpoll(epoll_fd, events, timeout_ms));
}

/// Takes triples of descriptor, events and generation.
Napi::Value EpollRebuild(const Napi::CallbackInfo& info) {
  const int epoll_fd = IntArgument(info, 0);
  const auto words = ElementsArgument<uint32_t>(info, 1);
  std::vector<core::EpollInterest> interests;
  interests.reserve(words.size() / 3);
  for (size_t i = 0; i + 2 < words.size(); i += 3) {
    const int fd = static_cast<int>(words[i]);
    interests.push_back({fd, words[i + 1], EventData(fd, words[i + 2])});
  }
  return Outcome(info, core::RebuildEpoll(epoll_fd, interests));
}

}  // namespace

void ExportEpoll(Napi::Env env, Napi::Object exports) {
  ExportFunction<EpollCreate>(env, exports, "epollCreate");
  ExportFunction<EpollControl>(env, exports, "epollControl");
  ExportFunction<EpollWait>(env, exports, "epollWait");
  ExportFunction<EpollRebuild>(env, exports, "epollRebuild");

  constexpr size_t kWord = sizeof(int32_t);
  Napi::Object layout = Napi::Object::New(env);
  layout.Set("words", sizeof(epoll_event) / kWord);
  layout.Set("events", offsetof(epoll_event, events) / kWord);
  layout.Set("data", offsetof(epoll_event, data) / kWord);
  exports.Set("epollLayout", layout);
}

}  // namespace selectors_ts::binding
