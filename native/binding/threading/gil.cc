// core/threading/gil.h for JavaScript. Each thread names a Gil by an index of its own.
#include "core/threading/gil.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "binding/base/share_calls.h"
#include "binding/threading/module.h"
#include "binding/threading/state.h"

namespace selectors_ts::binding {

namespace {

using Gil = core::Gil;

constexpr auto kGils = &ThreadingState::gils;

/// 1 if the thread has it now, 0 if not.
core::Result<int> TryTake(Gil& gil, const HotCall<1>& call) {
  if (!call.HasStack()) return 0;
  auto& state = call.environment().Get<ThreadingState>();
  if (!gil.TryTake(state.gils.AccountOf(call[0], state))) return 0;
  state.gils.held = call[0];
  return 1;
}

/// Gives it up, for one of core::Gil::Why. Unless for good, only where the thread is certain to get
/// as far as taking it back.
core::Result<int> Drop(Gil& gil, const HotCall<2>& call) {
  const auto why = static_cast<Gil::Why>(call[1]);
  if (why != Gil::Why::kReleased && !call.HasStack(Follows::kCalls)) return 0;
  auto& state = call.environment().Get<ThreadingState>();
  if (state.gils.held != call[0]) return kNoSuchShare;
  state.gils.held = -1;
  gil.Drop(state.gils.AccountOf(call[0], state), why);
  return 0;
}

/// (gil, timeout_ms, again): 1 if the thread has it now, 0 if the time was up before.
core::Result<int> Take(Gil& gil, const Napi::CallbackInfo& info) {
  ThreadingState& state = ThreadingState::Of(info);
  const int32_t index = IntArgument(info, 0);
  const core::Deadline deadline = core::After(DoubleArgument(info, 1));
  Gil::Account& account = state.gils.AccountOf(index, state);
  if (!gil.Take(account, deadline, BoolArgument(info, 2))) return 0;
  state.gils.held = index;
  return 1;
}

/// 1 if another thread waits for it. To be called by the holder.
core::Result<int> Wanted(Gil& gil, const Napi::CallbackInfo&) {
  return gil.Wanted() ? 1 : 0;
}

/// 1 if any thread holds it.
core::Result<int> Locked(Gil& gil, const Napi::CallbackInfo&) {
  return gil.locked() ? 1 : 0;
}

Napi::Value GilCreate(const Napi::CallbackInfo& info) {
  return Number(info, ThreadingState::Of(info).gils.Make());
}

/// The process's own.
Napi::Value GilShared(const Napi::CallbackInfo& info) {
  static const int64_t shared = [] {
    auto [gil, number] = core::SharedObjects::All().Make<Gil>();
    core::SharedObjects::All().Pin(number);
    return number;
  }();
  return Number(info, ThreadingState::Of(info).gils.From(shared));
}

/// An ArrayBuffer of four bytes, not all 0 while another thread asks the holder for the Gil; or
/// null where the runtime has no ArrayBuffer of foreign memory.
Napi::Value GilDropRequest(const Napi::CallbackInfo& info) {
  const std::shared_ptr<Gil>& gil = ThreadingState::Of(info).gils.Share(IntArgument(info, 0));
  if (!gil) return Failure(info, kNoSuchShare);
  // The memory outlives the Gil object of JavaScript.
  auto* const keep = new std::shared_ptr<Gil>(gil);
  napi_value buffer = nullptr;
  const napi_status status = napi_create_external_arraybuffer(
      info.Env(), &gil->drop_request(), sizeof(gil->drop_request()),
      [](napi_env, void*, void* kept) { delete static_cast<std::shared_ptr<Gil>*>(kept); }, keep,
      &buffer);
  if (status == napi_ok) return {info.Env(), buffer};
  delete keep;
  return info.Env().Null();
}

Napi::Value GilSwitchInterval(const Napi::CallbackInfo& info) {
  Gil* const gil = ThreadingState::Of(info).gils.Find(IntArgument(info, 0));
  if (!gil) return Failure(info, kNoSuchShare);
  return Napi::Number::New(info.Env(), static_cast<double>(gil->switch_interval_ns()));
}

core::Result<int> SetSwitchInterval(Gil& gil, const Napi::CallbackInfo& info) {
  gil.set_switch_interval_ns(Int64Argument(info, 1));
  return 0;
}

/// What JavaScript is told of an account.
struct Figures {
  double ident;
  std::shared_ptr<core::Thread> thread;
  std::array<std::pair<const char*, double>, 5> numbers;
};

std::vector<Figures> FiguresOf(Gil& gil) {
  const core::Moment now = core::Moment::Now();
  const core::TickScale scale(gil.made_at(), now);
  const auto seconds = [&](int64_t ticks) { return scale.Duration_ns(ticks) / 1e9; };
  std::vector<Figures> all;
  gil.ForEachAccount([&](const Gil::Account& account) {
    const int64_t taken_at = account.taken_at_ticks;
    const int64_t holding = taken_at == 0 ? 0 : std::max<int64_t>(0, now.ticks - taken_at);
    all.push_back({static_cast<double>(account.ident),
                   account.thread,
                   {{{"acquisitions", static_cast<double>(account.acquisitions)},
                     {"forcedSwitches", static_cast<double>(account.forced_switches)},
                     {"voluntarySwitches", static_cast<double>(account.voluntary_switches)},
                     {"heldSeconds", seconds(account.held_ticks + holding)},
                     {"waitedSeconds", seconds(account.waited_ticks)}}}});
  });
  return all;
}

/// An object for each thread's account; the first is what all threads have had that are forgotten.
Napi::Value GilStats(const Napi::CallbackInfo& info) {
  Gil* const gil = ThreadingState::Of(info).gils.Find(IntArgument(info, 0));
  if (!gil) return Failure(info, kNoSuchShare);
  auto accounts = Napi::Array::New(info.Env());
  for (const Figures& figures : FiguresOf(*gil)) {
    auto account = Napi::Object::New(info.Env());
    account.Set("ident", figures.ident);
    account.Set("name", figures.thread ? figures.thread->name() : "");
    for (const auto& [name, value] : figures.numbers) account.Set(name, value);
    accounts.Set(accounts.Length(), account);
  }
  return accounts;
}

/// 1 if the trace has begun, 0 if there is one already.
core::Result<int> StartTrace(Gil& gil, const Napi::CallbackInfo& info) {
  if (!gil.StartTrace()) return 0;
  Gils& gils = ThreadingState::Of(info).gils;
  gils.traced.push_back(gils.Share(IntArgument(info, 0)));
  return 1;
}

/// (gil) => Float64Array of (time in nanoseconds on the monotonic clock, thread, what happened).
Napi::Value GilStopTrace(const Napi::CallbackInfo& info) {
  Gil* const gil = ThreadingState::Of(info).gils.Find(IntArgument(info, 0));
  if (!gil) return Failure(info, kNoSuchShare);
  const std::vector<Gil::TraceEvent> events = gil->StopTrace();
  std::erase_if(ThreadingState::Of(info).gils.traced,
                [gil](const std::shared_ptr<Gil>& traced) { return traced.get() == gil; });
  const core::TickScale scale(gil->made_at(), core::Moment::Now());
  auto array = Napi::Float64Array::New(info.Env(), events.size() * 3);
  size_t at = 0;
  for (const Gil::TraceEvent& event : events) {
    array[at++] = scale.Time_ns(event.ticks);
    array[at++] = static_cast<double>(event.ident);
    array[at++] = static_cast<double>(event.happening);
  }
  return array;
}

}  // namespace

void ExportGil(Napi::Env env, Napi::Object exports) {
  ExportShares<kGils>(env, exports, "gils");
  ExportHotFunction(env, exports, "gilTryTake", HotShareCall<kGils, 0, TryTake>);
  ExportHotFunction(env, exports, "gilDrop", HotShareCall<kGils, 1, Drop>);
  ExportFunction<WithStack<ShareCall<kGils, Take>>>(env, exports, "gilTake");
  ExportFunction<ShareCall<kGils, Wanted>>(env, exports, "gilWanted");
  ExportFunction<ShareCall<kGils, Locked>>(env, exports, "gilLocked");
  ExportFunction<WithStack<GilCreate>>(env, exports, "gilCreate");
  ExportFunction<WithStack<GilShared>>(env, exports, "gilShared");
  ExportFunction<GilDropRequest>(env, exports, "gilDropRequest");
  ExportFunction<GilSwitchInterval>(env, exports, "gilSwitchInterval");
  ExportFunction<ShareCall<kGils, SetSwitchInterval>>(env, exports, "gilSetSwitchInterval");
  ExportFunction<GilStats>(env, exports, "gilStats");
  ExportFunction<ShareCall<kGils, StartTrace>>(env, exports, "gilStartTrace");
  ExportFunction<GilStopTrace>(env, exports, "gilStopTrace");
}

}  // namespace selectors_ts::binding
