// core/kqueue.h for JavaScript. Changes and events are rows of six numbers in a Float64Array:
// ident, filter, flags, fflags, data, udata. (struct kevent itself differs from system to system.)
#include "core/kqueue.h"

#include <algorithm>
#include <memory>
#include <type_traits>
#include <vector>

#include "binding/arguments.h"
#include "binding/module.h"
#include "binding/outcome.h"

namespace selectors_ts::binding {

namespace {

struct Row {
  double ident;
  double filter;
  double flags;
  double fflags;
  double data;
  double udata;
};

/// udata is a pointer on most systems and an integer on NetBSD before 10.
template <typename Udata>
double FromUdata(Udata udata) {
  if constexpr (std::is_pointer_v<Udata>) {
    return static_cast<double>(reinterpret_cast<uintptr_t>(udata));
  } else {
    return static_cast<double>(udata);
  }
}

template <typename Udata>
Udata ToUdata(double number) {
  const auto bits = static_cast<uintptr_t>(static_cast<int64_t>(number));
  if constexpr (std::is_pointer_v<Udata>) {
    return reinterpret_cast<Udata>(bits);
  } else {
    return static_cast<Udata>(bits);
  }
}

struct kevent ToKevent(const Row& row) {
  struct kevent event {};
  event.ident = static_cast<decltype(event.ident)>(row.ident);
  event.filter = static_cast<decltype(event.filter)>(row.filter);
  event.flags = static_cast<decltype(event.flags)>(row.flags);
  event.fflags = static_cast<decltype(event.fflags)>(row.fflags);
  event.data = static_cast<decltype(event.data)>(row.data);
  event.udata = ToUdata<decltype(event.udata)>(row.udata);
  return event;
}

Row ToRow(const struct kevent& event) {
  return {static_cast<double>(event.ident), static_cast<double>(event.filter),
          static_cast<double>(event.flags), static_cast<double>(event.fflags),
          static_cast<double>(event.data),  FromUdata(event.udata)};
}

Napi::Value KqueueCreate(const Napi::CallbackInfo& info) {
  return Outcome(info, core::CreateKqueue());
}

Napi::Value KqueueControl(const Napi::CallbackInfo& info) {
  const int kqueue_fd = IntArgument(info, 0);
  const auto changed = ElementsArgument<Row>(info, 1);
  const int change_count = IntArgument(info, 2);
  const auto ready = ElementsArgument<Row>(info, 3);
  const int capacity = IntArgument(info, 4);
  const int64_t timeout_ns = Int64Argument(info, 5);

  const auto changed_rows = FirstElements(info, changed, change_count);
  std::vector<struct kevent> changes(changed_rows.size());
  std::transform(changed_rows.begin(), changed_rows.end(), changes.begin(), ToKevent);
  const auto rows = FirstElements(info, ready, capacity);
  // Not a vector: room for 20,000 filters is not worth clearing to hear of one.
  const auto events = std::make_unique_for_overwrite<struct kevent[]>(rows.size());
  core::Result<int> count =
      core::ControlKqueue(kqueue_fd, changes, {events.get(), rows.size()}, timeout_ns);
  if (!count) return Failure(info, count.error());
  std::transform(events.get(), events.get() + *count, rows.begin(), ToRow);
  return Number(info, *count);
}

}  // namespace

void ExportKqueue(Napi::Env env, Napi::Object exports) {
  ExportFunction<KqueueCreate>(env, exports, "kqueueCreate");
  ExportFunction<KqueueControl>(env, exports, "kqueueControl");
}

}  // namespace selectors_ts::binding
