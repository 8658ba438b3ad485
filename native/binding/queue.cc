// core/queue.h for JavaScript.
#include "core/queue.h"

#include <algorithm>

#include "binding/share_calls.h"

namespace selectors_ts::binding {

namespace {

using core::Queue;

constexpr auto kQueues = &Environment::queues;
constexpr core::Error kTooMany = {ERANGE, "queue"};

int Count(size_t count) {
  return static_cast<int>(std::min<size_t>(count, INT32_MAX));
}

core::Message MessageOf(const Napi::CallbackInfo& info) {
  const std::span<std::byte> bytes = OwnBytesArgument(info, 1);
  core::Message message{{bytes.begin(), bytes.end()}, {}};
  if (info[2].IsNull()) return message;
  for (const double number : ElementsArgument<double>(info, 2)) {
    message.carried.push_back(core::SharedObjects::All().Hold(static_cast<int64_t>(number)));
  }
  return message;
}

/// (queue, bytes, numbers of the shared objects in it or null, timeout_ms) => core::Queue::Outcome
core::Result<int> Put(Queue& queue, const Napi::CallbackInfo& info) {
  const core::Deadline deadline = core::After(DoubleArgument(info, 3));
  Queue::Outcome outcome = queue.WaitForRoom(deadline);
  if (outcome != Queue::Outcome::kDone) return static_cast<int>(outcome);
  // Only now, and outside the queue's lock: it may be large.
  core::Message message = MessageOf(info);
  do {
    outcome = queue.TryPut(std::move(message));
  } while (outcome == Queue::Outcome::kNotYet &&
           queue.WaitForRoom(deadline) != Queue::Outcome::kNotYet);
  return static_cast<int>(outcome);
}

/// (queue, timeout_ms) => the bytes, or core::Queue::Outcome. What the bytes carry is kept until
/// QueueLetGo().
Napi::Value QueueGet(const Napi::CallbackInfo& info) {
  Environment& environment = Environment::Of(info);
  Queue* const queue = environment.queues.Find(IntArgument(info, 0));
  if (!queue) return Failure(info, kNoSuchShare);
  core::Message message;
  const Queue::Outcome outcome = queue->Get(message, core::After(DoubleArgument(info, 1)));
  if (outcome != Queue::Outcome::kDone) return Number(info, static_cast<int32_t>(outcome));
  environment.received = std::move(message.carried);
  return Napi::Buffer<std::byte>::Copy(info.Env(), message.bytes.data(), message.bytes.size());
}

Napi::Value QueueLetGo(const Napi::CallbackInfo& info) {
  Environment::Of(info).received.clear();
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
  return Number(info, Environment::Of(info).queues.Make(IntArgument(info, 0)));
}

}  // namespace

void ExportQueue(Napi::Env env, Napi::Object exports) {
  ExportShares<kQueues>(env, exports, "queues");
  ExportFunction<QueueCreate>(env, exports, "queueCreate");
  ExportFunction<ShareCall<kQueues, Put>>(env, exports, "queuePut");
  ExportFunction<QueueGet>(env, exports, "queueGet");
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
