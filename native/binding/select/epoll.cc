// core/select/linux/epoll.h for JavaScript. The kernel writes events into memory that JavaScript
// reads as an Int32Array; epollLayout says where their fields are (the structure is packed on
// x86-64 alone).
#include "core/select/linux/epoll.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "binding/base/arguments.h"
#include "binding/base/hot_call.h"
#include "binding/base/outcome.h"
#include "binding/select/module.h"
#include "binding/select/state.h"

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
  if (!call.valid() || !call.HasStack()) return nullptr;
  const uint64_t data = EventData(call[2], static_cast<uint32_t>(call[4]));
  return call.Return(
      core::ControlEpoll(call[0], call[1], {call[2], static_cast<uint32_t>(call[3]), data}));
}

/// Where a wait's memory begins.
struct WaitArguments {
  int32_t epoll_fd;
  int32_t timeout_ms;
  uint32_t capacity;
  uint32_t is_replaced;
};

napi_value EpollWait(napi_env env, napi_callback_info info) {
  const HotCall<0> call(env, info);
  if (!call.valid() || !call.HasStack()) return nullptr;
  const WaitMemory& memory = call.environment().Get<SelectState>().epoll_memory;
  const auto* arguments = memory.ArgumentsOf<WaitArguments>();
  if (arguments == nullptr) return call.Return(core::Status(core::Error{EINVAL, "epoll_wait"}));
  const auto room = memory.ElementsAfter<WaitArguments, epoll_event>();
  const auto events = room.first(std::min<size_t>(arguments->capacity, room.size()));
  return call.Return(core::WaitEpoll(arguments->epoll_fd, events, arguments->timeout_ms));
}

/// Memory for waits with up to so many events, or more.
Napi::Value EpollMemory(const Napi::CallbackInfo& info) {
  const size_t size = sizeof(WaitArguments) + UintArgument(info, 0) * sizeof(epoll_event);
  WaitMemory& memory = SelectState::Of(info).epoll_memory;
  Napi::ArrayBuffer buffer = memory.AtLeast<WaitArguments>(info.Env(), size);
  return Napi::Int32Array::New(info.Env(), buffer.ByteLength() / sizeof(int32_t), buffer, 0);
}

/// An epoll descriptor that is told what happens to one other descriptor.
Napi::Value EpollEdges(const Napi::CallbackInfo& info) {
  core::Result<core::UniqueFd> epoll = core::CreateEpoll();
  if (!epoll) return Failure(info, epoll.error());
  const int fd = IntArgument(info, 0);
  const core::Status added =
      core::ControlEpoll(epoll->get(), EPOLL_CTL_ADD, {fd, UintArgument(info, 1) | EPOLLET, 0});
  if (!added) return Failure(info, added.error());
  return Outcome(info, std::move(epoll));
}

/// Waits for that; returns its events.
Napi::Value EpollAwaitEdge(const Napi::CallbackInfo& info) {
  epoll_event event{};
  core::Result<int> count =
      core::WaitEpoll(IntArgument(info, 0), {&event, 1}, IntArgument(info, 1));
  return Outcome(info, count && *count > 0 ? static_cast<int>(event.events) : count);
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
  ExportFunction<WithStack<EpollCreate>>(env, exports, "epollCreate");
  ExportFunction<EpollMemory>(env, exports, "epollMemory");
  ExportHotFunction(env, exports, "epollControl", EpollControl);
  ExportHotFunction(env, exports, "epollWait", EpollWait);
  ExportFunction<EpollEdges>(env, exports, "epollEdges");
  ExportFunction<EpollAwaitEdge>(env, exports, "epollAwaitEdge");
  ExportFunction<WithStack<EpollRebuild>>(env, exports, "epollRebuild");

  constexpr size_t kWord = sizeof(int32_t);
  Napi::Object layout = Napi::Object::New(env);
  layout.Set("start", sizeof(WaitArguments) / kWord);
  layout.Set("words", sizeof(epoll_event) / kWord);
  layout.Set("events", offsetof(epoll_event, events) / kWord);
  layout.Set("data", offsetof(epoll_event, data) / kWord);
  exports.Set("epollLayout", layout);
}

}  // namespace selectors_ts::binding
