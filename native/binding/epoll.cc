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

/// The arguments of a wait, at the start of the memory that the events follow: taking them from
/// there is cheaper than asking Node-API for three numbers, and no calls are shorter than waits for
/// what is ready.
struct WaitArguments {
  int32_t epoll_fd;
  int32_t timeout_ms;
  uint32_t capacity;
  int32_t unused;
};
static_assert(sizeof(WaitArguments) % alignof(epoll_event) == 0);

napi_value EpollWait(napi_env env, napi_callback_info info) {
  const HotCall<0> call(env, info);
  if (!call.valid()) return nullptr;
  const std::span<std::byte> memory = call.environment().wait_memory.bytes;
  if (memory.size() < sizeof(WaitArguments))
    return call.Return(core::Status(core::Error{EINVAL, "epoll_wait"}));
  const auto& arguments = *reinterpret_cast<const WaitArguments*>(memory.data());
  const std::span<std::byte> room = memory.subspan(sizeof(WaitArguments));
  const size_t capacity = std::min<size_t>(arguments.capacity, room.size() / sizeof(epoll_event));
  const std::span events(reinterpret_cast<epoll_event*>(room.data()), capacity);
  return call.Return(core::WaitEpoll(arguments.epoll_fd, events, arguments.timeout_ms));
}

/// Makes memory for waits with up to so many events. There is one for all waits of an environment:
/// the events of each are read before the next begins.
Napi::Value EpollMemory(const Napi::CallbackInfo& info) {
  const size_t size = sizeof(WaitArguments) + UintArgument(info, 0) * sizeof(epoll_event);
  auto buffer = Napi::ArrayBuffer::New(info.Env(), size);
  auto& memory = Environment::Of(info).wait_memory;
  memory.buffer = Napi::Persistent(buffer);
  memory.bytes = {static_cast<std::byte*>(buffer.Data()), size};
  return Napi::Int32Array::New(info.Env(), size / sizeof(int32_t), buffer, 0);
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
  ExportFunction<EpollMemory>(env, exports, "epollMemory");
  ExportHotFunction(env, exports, "epollControl", EpollControl);
  ExportHotFunction(env, exports, "epollWait", EpollWait);
  ExportFunction<EpollRebuild>(env, exports, "epollRebuild");

  constexpr size_t kWord = sizeof(int32_t);
  Napi::Object layout = Napi::Object::New(env);
  layout.Set("start", sizeof(WaitArguments) / kWord);
  layout.Set("words", sizeof(epoll_event) / kWord);
  layout.Set("events", offsetof(epoll_event, events) / kWord);
  layout.Set("data", offsetof(epoll_event, data) / kWord);
  exports.Set("epollLayout", layout);
}

}  // namespace selectors_ts::binding
