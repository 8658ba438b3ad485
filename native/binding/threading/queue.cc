// core/threading/queue.h for JavaScript.
#include "core/threading/queue.h"

#include <algorithm>
#include <optional>

#include "binding/base/ending.h"
#include "binding/base/share_calls.h"
#include "binding/threading/module.h"
#include "binding/threading/state.h"

namespace selectors_ts::binding {

namespace {

using core::Queue;

constexpr auto kQueues = &ThreadingState::queues;
constexpr core::Error kTooMany = {ERANGE, "queue"};
/// More than any outcome.
constexpr int kInRoom = 8;

int Count(size_t count) {
  return static_cast<int>(std::min<size_t>(count, INT32_MAX));
}

template <typename Element>
std::span<Element> ElementsIfAny(const Napi::CallbackInfo& info, size_t index) {
  return info[index].IsNull() ? std::span<Element>() : ElementsArgument<Element>(info, index);
}

/// A message that names its own queue does not keep it: whoever gets the message has the queue.
core::Message MessageOf(const Queue& queue, const Napi::CallbackInfo& info) {
  const std::span<std::byte> bytes = OwnBytesArgument(info, 1);
  core::Message message{{bytes.begin(), bytes.end()}, {}, {}};
  for (const double number : ElementsIfAny<double>(info, 2)) {
    auto carried = core::SharedObjects::All().Hold(static_cast<int64_t>(number));
    if (carried.get() != &queue) message.carried.push_back(std::move(carried));
  }
  return message;
}

/// The descriptors are the message's as soon as it is in the queue, and this thread's until then.
Queue::Outcome TryPut(Queue& queue, core::Message& message, const Napi::CallbackInfo& info) {
  const auto descriptors = ElementsIfAny<int32_t>(info, 3);
  for (const int fd : descriptors) message.descriptors.emplace_back(fd);
  const Queue::Outcome outcome = queue.TryPut(message);
  if (outcome == Queue::Outcome::kDone) {
    for (const int fd : descriptors) Environment::Of(info).Disown(fd);
  }
  for (core::UniqueFd& fd : message.descriptors) (void)fd.Release();
  message.descriptors.clear();
  return outcome;
}

/// (queue, bytes, numbers of the shared objects in it or null, descriptors or null, timeout_ms) =>
/// core::Queue::Outcome
core::Result<int> Put(Queue& queue, const Napi::CallbackInfo& info) {
  const core::Deadline deadline = core::After(DoubleArgument(info, 4));
  std::optional<core::Message> message;
  for (;;) {
    Queue::Outcome outcome = queue.WaitForRoom(deadline);
    if (outcome != Queue::Outcome::kDone) return static_cast<int>(outcome);
    if (UndoAtEnd(info.Env(), [&] { queue.PassRoomOn(); })) return 0;
    // Only now, and outside the queue's lock: it may be large.
    if (!message) message = MessageOf(queue, info);
    outcome = TryPut(queue, *message, info);
    if (outcome != Queue::Outcome::kNotYet) return static_cast<int>(outcome);
  }
}

/// (queue, length, bytes) => core::Queue::Outcome, for a message that carries nothing, without
/// waiting.
napi_value QueueTryPut(napi_env env, napi_callback_info info) {
  const HotCall<2, true> call(env, info);
  if (!call.valid() || !call.HasStack()) return nullptr;
  Queue* const queue = call.environment().Get<ThreadingState>().queues.Find(call[0]);
  const auto length = static_cast<size_t>(call[1]);
  if (!queue || length > call.bytes().size()) return call.Return(core::Result<int>(kNoSuchShare));
  const std::span<std::byte> bytes = call.bytes().first(length);
  core::Message message{{bytes.begin(), bytes.end()}, {}, {}};
  return call.Return(core::Result<int>(static_cast<int>(queue->TryPut(message))));
}

/// What of a message is not in its bytes is this thread's from now on: shared objects until
/// QueueLetGo().
void Unload(Environment& environment, core::Message& message) {
  auto& state = environment.Get<ThreadingState>();
  state.received = std::move(message.carried);
  state.received_descriptors.clear();
  for (core::UniqueFd& fd : message.descriptors) {
    state.received_descriptors.push_back(environment.Own(std::move(fd)));
  }
}

/// (queue, room) => the bytes, or core::Queue::Outcome, or kInRoom and their number if they are
/// there; without waiting. What the bytes carry is kept until QueueLetGo().
napi_value QueueTryGet(napi_env env, napi_callback_info info) {
  const HotCall<1, true> call(env, info);
  if (!call.valid() || !call.HasStack(Follows::kCalls)) return nullptr;
  Queue* const queue = call.environment().Get<ThreadingState>().queues.Find(call[0]);
  if (!queue) return call.Return(core::Result<int>(kNoSuchShare));
  core::Message message;
  const Queue::Outcome outcome = queue->Get(message, core::Deadline());
  if (outcome != Queue::Outcome::kDone) {
    return call.Return(core::Result<int>(static_cast<int>(outcome)));
  }
  if (UndoAtEnd(env, [&] { queue->PutBack(std::move(message)); })) return nullptr;
  Unload(call.environment(), message);
  const size_t size = message.bytes.size();
  if (size <= call.bytes().size()) {
    std::copy(message.bytes.begin(), message.bytes.end(), call.bytes().begin());
    return call.Return(core::Result<int>(kInRoom + static_cast<int>(size)));
  }
  napi_value buffer = nullptr;
  napi_create_buffer_copy(env, size, message.bytes.data(), nullptr, &buffer);
  return buffer;
}

/// (queue, timeout_ms) => the bytes, or core::Queue::Outcome
Napi::Value QueueGet(const Napi::CallbackInfo& info) {
  Environment& environment = Environment::Of(info);
  Queue* const queue = environment.Get<ThreadingState>().queues.Find(IntArgument(info, 0));
  if (!queue) return Failure(info, kNoSuchShare);
  core::Message message;
  const Queue::Outcome outcome = queue->Get(message, core::After(DoubleArgument(info, 1)));
  if (outcome != Queue::Outcome::kDone) return Number(info, static_cast<int32_t>(outcome));
  const auto put_back = [&] { queue->PutBack(std::move(message)); };
  if (UndoAtEnd(info.Env(), put_back)) return Number(info, 0);
  Unload(environment, message);
  return Napi::Buffer<std::byte>::Copy(info.Env(), message.bytes.data(), message.bytes.size());
}

/// (queue, length, bytes): puts the last message that was got back as the first. To be called
/// before anything is made of its descriptors.
napi_value QueuePutBack(napi_env env, napi_callback_info info) {
  const HotCall<2, true> call(env, info);
  if (!call.valid()) return nullptr;
  Environment& environment = call.environment();
  auto& state = environment.Get<ThreadingState>();
  Queue* const queue = state.queues.Find(call[0]);
  const auto length = static_cast<size_t>(call[1]);
  if (!queue || length > call.bytes().size()) return call.Return(core::Result<int>(kNoSuchShare));
  const std::span<std::byte> bytes = call.bytes().first(length);
  core::Message message{{bytes.begin(), bytes.end()}, std::move(state.received), {}};
  for (const int fd : state.received_descriptors) {
    environment.Disown(fd);
    message.descriptors.emplace_back(fd);
  }
  state.received_descriptors.clear();
  queue->PutBack(std::move(message));
  return call.Return(core::Result<int>(0));
}

Napi::Value QueueLetGo(const Napi::CallbackInfo& info) {
  ThreadingState::Of(info).received.clear();
  return Number(info, 0);
}

core::Result<int> TaskDone(Queue& queue, const Napi::CallbackInfo&) {
  if (!queue.TaskDone()) return kTooMany;
  return 0;
}

/// (queue, timeout_ms)
core::Result<int> Join(Queue& queue, const Napi::CallbackInfo& info) {
  return queue.Join(core::After(DoubleArgument(info, 1))) ? 1 : 0;
}

/// (queue, immediate)
core::Result<int> ShutDown(Queue& queue, const Napi::CallbackInfo& info) {
  queue.ShutDown(BoolArgument(info, 1));
  return 0;
}

core::Result<int> Size(Queue& queue, const Napi::CallbackInfo&) {
  return Count(queue.size());
}

core::Result<int> UnfinishedTasks(Queue& queue, const Napi::CallbackInfo&) {
  return Count(queue.unfinished_tasks());
}

core::Result<int> IsShutDown(Queue& queue, const Napi::CallbackInfo&) {
  return queue.is_shut_down() ? 1 : 0;
}

core::Result<int> Maxsize(Queue& queue, const Napi::CallbackInfo&) {
  return queue.maxsize();
}

/// (queue, maxsize)
core::Result<int> SetMaxsize(Queue& queue, const Napi::CallbackInfo& info) {
  queue.set_maxsize(IntArgument(info, 1));
  return 0;
}

/// (maxsize) => index
Napi::Value QueueCreate(const Napi::CallbackInfo& info) {
  return Number(info, ThreadingState::Of(info).queues.Make(IntArgument(info, 0)));
}

}  // namespace

void ExportQueue(Napi::Env env, Napi::Object exports) {
  ExportShares<kQueues>(env, exports, "queues");
  ExportFunction<WithStack<QueueCreate>>(env, exports, "queueCreate");
  ExportFunction<WithStack<ShareCall<kQueues, Put>>>(env, exports, "queuePut");
  ExportHotFunction(env, exports, "queueTryPut", QueueTryPut);
  ExportHotFunction(env, exports, "queueTryGet", QueueTryGet);
  ExportFunction<WithStack<QueueGet, Follows::kCalls>>(env, exports, "queueGet");
  ExportHotFunction(env, exports, "queuePutBack", QueuePutBack);
  ExportFunction<QueueLetGo>(env, exports, "queueLetGo");
  ExportFunction<ShareCall<kQueues, TaskDone>>(env, exports, "queueTaskDone");
  ExportFunction<ShareCall<kQueues, Join>>(env, exports, "queueJoin");
  ExportFunction<ShareCall<kQueues, ShutDown>>(env, exports, "queueShutDown");
  ExportFunction<ShareCall<kQueues, Size>>(env, exports, "queueSize");
  ExportFunction<ShareCall<kQueues, UnfinishedTasks>>(env, exports, "queueUnfinishedTasks");
  ExportFunction<ShareCall<kQueues, IsShutDown>>(env, exports, "queueIsShutDown");
  ExportFunction<ShareCall<kQueues, Maxsize>>(env, exports, "queueMaxsize");
  ExportFunction<ShareCall<kQueues, SetMaxsize>>(env, exports, "queueSetMaxsize");
}

}  // namespace selectors_ts::binding
