// core/gil.h for JavaScript. Each thread names a Gil by an index of its own.
#include "core/gil.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "binding/arguments.h"
#include "binding/hot_call.h"
#include "binding/module.h"
#include "binding/outcome.h"

namespace selectors_ts::binding {

namespace {

using Gil = core::Gil;

constexpr core::Error kNoSuchGil = {EBADF, "gil"};

/// 1 if the thread has it now, 0 if not.
napi_value GilTryTake(napi_env env, napi_callback_info info) {
  const HotCall<1> call(env, info);
  if (!call.valid()) return nullptr;
  Environment& environment = call.environment();
  Gil* const gil = environment.gils.Find(call[0]);
  if (!gil) return call.Return(core::Result<int>(kNoSuchGil));
  if (!gil->TryTake(environment.AccountOf(call[0]))) return call.Return(core::Result<int>(0));
  environment.held_gil = call[0];
  return call.Return(core::Result<int>(1));
}

/// Gives it up, for one of core::Gil::Why.
napi_value GilDrop(napi_env env, napi_callback_info info) {
  const HotCall<2> call(env, info);
  if (!call.valid()) return nullptr;
  Environment& environment = call.environment();
  Gil* const gil = environment.gils.Find(call[0]);
  if (!gil || environment.held_gil != call[0]) return call.Return(core::Result<int>(kNoSuchGil));
  environment.held_gil = -1;
  gil->Drop(environment.AccountOf(call[0]), static_cast<Gil::Why>(call[1]));
  return call.Return(core::Done());
}

/// (gil, timeout_ms, again): 1 if the thread has it now, 0 if the time was up before.
Napi::Value GilTake(const Napi::CallbackInfo& info) {
  Environment& environment = Environment::Of(info);
  const int32_t index = IntArgument(info, 0);
  const core::Deadline deadline = core::After(DoubleArgument(info, 1));
  Gil* const gil = environment.gils.Find(index);
  if (!gil) return Failure(info, kNoSuchGil);
  if (!gil->Take(environment.AccountOf(index), deadline, BoolArgument(info, 2))) {
    return Number(info, 0);
  }
  environment.held_gil = index;
  return Number(info, 1);
}

/// 1 if another thread waits for it. To be called by the holder.
Napi::Value GilWanted(const Napi::CallbackInfo& info) {
  Gil* const gil = Environment::Of(info).gils.Find(IntArgument(info, 0));
  return gil ? Number(info, gil->Wanted() ? 1 : 0) : Failure(info, kNoSuchGil);
}

/// 1 if any thread holds it.
Napi::Value GilLocked(const Napi::CallbackInfo& info) {
  Gil* const gil = Environment::Of(info).gils.Find(IntArgument(info, 0));
  return gil ? Number(info, gil->locked() ? 1 : 0) : Failure(info, kNoSuchGil);
}

Napi::Value GilCreate(const Napi::CallbackInfo& info) {
  return Number(info, Environment::Of(info).gils.Make());
}

/// The process's own.
Napi::Value GilShared(const Napi::CallbackInfo& info) {
  static const int64_t shared = [] {
    auto [gil, number] = core::SharedObjects::All().Make<Gil>();
    core::SharedObjects::All().Pin(number);
    return number;
  }();
  return Number(info, Environment::Of(info).gils.From(shared));
}

/// Returns the index here of the Gil of this number, or -1.
Napi::Value GilFrom(const Napi::CallbackInfo& info) {
  return Number(info, Environment::Of(info).gils.From(Int64Argument(info, 0)));
}

Napi::Value GilNumber(const Napi::CallbackInfo& info) {
  const int64_t number = Environment::Of(info).gils.NumberOf(IntArgument(info, 0));
  return Napi::Number::New(info.Env(), static_cast<double>(number));
}

Napi::Value GilForget(const Napi::CallbackInfo& info) {
  Environment::Of(info).ForgetGil(IntArgument(info, 0));
  return Number(info, 0);
}

/// An ArrayBuffer of four bytes, not all 0 while another thread asks the holder for the Gil; or
/// null where the runtime has no ArrayBuffer of foreign memory.
Napi::Value GilDropRequest(const Napi::CallbackInfo& info) {
  const std::shared_ptr<Gil>& gil = Environment::Of(info).gils.Share(IntArgument(info, 0));
  if (!gil) return Failure(info, kNoSuchGil);
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
  Gil* const gil = Environment::Of(info).gils.Find(IntArgument(info, 0));
  if (!gil) return Failure(info, kNoSuchGil);
  return Napi::Number::New(info.Env(), static_cast<double>(gil->switch_interval_ns()));
}

Napi::Value GilSetSwitchInterval(const Napi::CallbackInfo& info) {
  Gil* const gil = Environment::Of(info).gils.Find(IntArgument(info, 0));
  if (!gil) return Failure(info, kNoSuchGil);
  gil->set_switch_interval_ns(Int64Argument(info, 1));
  return Number(info, 0);
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
  Gil* const gil = Environment::Of(info).gils.Find(IntArgument(info, 0));
  if (!gil) return Failure(info, kNoSuchGil);
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
Napi::Value GilStartTrace(const Napi::CallbackInfo& info) {
  Environment& environment = Environment::Of(info);
  const std::shared_ptr<Gil>& gil = environment.gils.Share(IntArgument(info, 0));
  if (!gil) return Failure(info, kNoSuchGil);
  if (!gil->StartTrace()) return Number(info, 0);
  environment.traced_gils.push_back(gil);
  return Number(info, 1);
}

/// (gil) => Float64Array of (time in nanoseconds on the monotonic clock, thread, what happened).
Napi::Value GilStopTrace(const Napi::CallbackInfo& info) {
  Gil* const gil = Environment::Of(info).gils.Find(IntArgument(info, 0));
  if (!gil) return Failure(info, kNoSuchGil);
  const std::vector<Gil::TraceEvent> events = gil->StopTrace();
  std::erase_if(Environment::Of(info).traced_gils,
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
  ExportHotFunction(env, exports, "gilTryTake", GilTryTake);
  ExportHotFunction(env, exports, "gilDrop", GilDrop);
  ExportFunction<GilTake>(env, exports, "gilTake");
  ExportFunction<GilWanted>(env, exports, "gilWanted");
  ExportFunction<GilLocked>(env, exports, "gilLocked");
  ExportFunction<GilCreate>(env, exports, "gilCreate");
  ExportFunction<GilShared>(env, exports, "gilShared");
  ExportFunction<GilFrom>(env, exports, "gilFrom");
  ExportFunction<GilNumber>(env, exports, "gilNumber");
  ExportFunction<GilForget>(env, exports, "gilForget");
  ExportFunction<GilDropRequest>(env, exports, "gilDropRequest");
  ExportFunction<GilSwitchInterval>(env, exports, "gilSwitchInterval");
  ExportFunction<GilSetSwitchInterval>(env, exports, "gilSetSwitchInterval");
  ExportFunction<GilStats>(env, exports, "gilStats");
  ExportFunction<GilStartTrace>(env, exports, "gilStartTrace");
  ExportFunction<GilStopTrace>(env, exports, "gilStopTrace");
}

}  // namespace selectors_ts::binding
