// core/epoll.h for JavaScript. The kernel writes events into memory that JavaScript reads as an
// Int32Array; epollLayout says where their fields are (the structure is packed on x86-64 alone).
#include "core/epoll.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "binding/arguments.h"
#include "binding/hot_call.h"
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

/// Takes an epoll descriptor, the operation, a descriptor, its events and its generation.
napi_value EpollControl(napi_env env, napi_callback_info info) {
  const HotCall<5> call(env, info);
  if (!call.valid()) return nullptr;
  const uint64_t data = EventData(call[2], static_cast<uint32_t>(call[4]));
  return call.Return(
      core::ControlEpoll(call[0], call[1], {call[2], static_cast<uint32_t>(call[3]), data}));
}

/// Takes an epoll descriptor, the time-out and how many events there may be: as many as there was
/// room made for, at most.
napi_value EpollWait(napi_env env, napi_callback_info info) {
  const HotCall<3> call(env, info);
  if (!call.valid()) return nullptr;
  const std::span<std::byte> bytes = call.environment().events.bytes;
  const auto capacity =
      std::min(static_cast<size_t>(std::max(call[2], 0)), bytes.size() / sizeof(epoll_event));
  const std::span events(reinterpret_cast<epoll_event*>(bytes.data()), capacity);
  return call.Return(core::WaitEpoll(call[0], events, call[1]));
}

/// Makes room for so many events, for all waits of this environment: each is read before the next.
Napi::Value EpollEvents(const Napi::CallbackInfo& info) {
  const size_t size = UintArgument(info, 0) * sizeof(epoll_event);
  auto buffer = Napi::ArrayBuffer::New(info.Env(), size);
  auto& events = Environment::Of(info).events;
  events.buffer = Napi::Persistent(buffer);
  events.bytes = {static_cast<std::byte*>(buffer.Data()), size};
  return Napi::Int32Array::New(info.Env(), buffer.ByteLength() / sizeof(int32_t), buffer, 0);
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
  ExportFunction<EpollEvents>(env, exports, "epollEvents");
  ExportHotFunction(env, exports, "epollControl", EpollControl);
  ExportHotFunction(env, exports, "epollWait", EpollWait);
  ExportFunction<EpollRebuild>(env, exports, "epollRebuild");

  constexpr size_t kWord = sizeof(int32_t);
  Napi::Object layout = Napi::Object::New(env);
  layout.Set("words", sizeof(epoll_event) / kWord);
  layout.Set("events", offsetof(epoll_event, events) / kWord);
  layout.Set("data", offsetof(epoll_event, data) / kWord);
  exports.Set("epollLayout", layout);
}

}  // namespace selectors_ts::binding
