// core/select/bsd/kqueue.h for JavaScript. The kernel reads changes from memory that JavaScript has
// as typed arrays, and writes events there; kqueueLayout says where the fields of a struct kevent
// are, which differs from system to system.
#include "core/select/bsd/kqueue.h"

#include <bit>
#include <cstddef>

#include "binding/base/arguments.h"
#include "binding/base/hot_call.h"
#include "binding/base/outcome.h"
#include "binding/select/module.h"
#include "binding/select/state.h"

namespace selectors_ts::binding {

namespace {

using Kevent = struct kevent;

// JavaScript takes a descriptor from the first word of an ident, and a filter from the lower half
// of its field, which is a whole word on NetBSD.
static_assert(std::endian::native == std::endian::little);

/// Where the memory begins. The room for events follows, and behind that are the changes.
struct ControlArguments {
  int32_t kqueue_fd;
  uint32_t event_room;
  /// -1 for ever.
  int32_t timeout_s;
  int32_t timeout_ns;
  uint32_t change_count;
  uint32_t first_change;
  uint32_t is_replaced;
  uint32_t unused;
};

/// Memory for calls with up to so many changes and events together, or more.
Napi::Value KqueueMemory(const Napi::CallbackInfo& info) {
  const size_t size = sizeof(ControlArguments) + UintArgument(info, 0) * sizeof(Kevent);
  return SelectState::Of(info).kqueue_memory.AtLeast<ControlArguments>(info.Env(), size);
}

napi_value KqueueControl(napi_env env, napi_callback_info info) {
  const HotCall<0> call(env, info);
  if (!call.valid() || !call.HasStack()) return nullptr;
  const WaitMemory& memory = call.environment().Get<SelectState>().kqueue_memory;
  const auto* arguments = memory.ArgumentsOf<ControlArguments>();
  if (arguments == nullptr) return call.Return(core::Status(core::Error{EINVAL, "kevent"}));
  const auto& [kqueue_fd, event_room, timeout_s, timeout_ns, change_count, first_change,
               is_replaced, unused] = *arguments;
  const auto kevents = memory.ElementsAfter<ControlArguments, Kevent>();
  if (event_room > kevents.size() || size_t{first_change} + change_count > kevents.size()) {
    return call.Return(core::Status(core::Error{EINVAL, "kevent"}));
  }
  constexpr int64_t kNanoseconds = 1'000'000'000;
  return call.Return(core::ControlKqueue(
      kqueue_fd, kevents.subspan(first_change, change_count), kevents.first(event_room),
      timeout_s < 0 ? -1 : timeout_s * kNanoseconds + timeout_ns));
}

Napi::Value KqueueCreate(const Napi::CallbackInfo& info) {
  return Outcome(info, core::CreateKqueue());
}

Napi::Object Field(Napi::Env env, size_t offset, size_t bytes) {
  Napi::Object field = Napi::Object::New(env);
  field.Set("offset", offset);
  field.Set("bytes", bytes);
  return field;
}

}  // namespace

void ExportKqueue(Napi::Env env, Napi::Object exports) {
  ExportFunction<WithStack<KqueueCreate>>(env, exports, "kqueueCreate");
  ExportFunction<KqueueMemory>(env, exports, "kqueueMemory");
  ExportHotFunction(env, exports, "kqueueControl", KqueueControl);

  Napi::Object layout = Napi::Object::New(env);
  layout.Set("start", sizeof(ControlArguments));
  layout.Set("bytes", sizeof(Kevent));
  layout.Set("ident", Field(env, offsetof(Kevent, ident), sizeof(Kevent::ident)));
  layout.Set("filter", Field(env, offsetof(Kevent, filter), sizeof(Kevent::filter)));
  layout.Set("flags", Field(env, offsetof(Kevent, flags), sizeof(Kevent::flags)));
  layout.Set("fflags", Field(env, offsetof(Kevent, fflags), sizeof(Kevent::fflags)));
  layout.Set("data", Field(env, offsetof(Kevent, data), sizeof(Kevent::data)));
  layout.Set("udata", Field(env, offsetof(Kevent, udata), sizeof(Kevent::udata)));
  exports.Set("kqueueLayout", layout);
}

}  // namespace selectors_ts::binding
