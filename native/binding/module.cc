// The addon's entry: runs once in each environment that loads it.
#include "binding/base/module.h"

#include "binding/base/environment.h"
#include "binding/multiprocessing/module.h"
#include "binding/multiprocessing/state.h"
#include "binding/select/module.h"
#include "binding/select/state.h"
#include "binding/socket/module.h"
#include "binding/threading/module.h"
#include "binding/threading/state.h"

namespace selectors_ts::binding {

namespace {

Napi::Object Initialize(Napi::Env env, Napi::Object exports) {
  auto environment = std::make_unique<Environment>();
  environment->Add<SelectState>();
  environment->Add<ThreadingState>();
  environment->Add<MultiprocessingState>();
  env.SetInstanceData(environment.release());

  Napi::Object constants = Napi::Object::New(env);
  AddSelectConstants(constants);
  AddSocketConstants(constants);
  exports.Set("constants", constants);

  ExportClock(env, exports);
  ExportErrorNumbers(env, exports);
  ExportStack(env, exports);
  ExportDescriptor(env, exports);
  ExportSelect(env, exports);
  ExportPoll(env, exports);
#ifdef SELECTORS_TS_EPOLL
  ExportEpoll(env, exports);
#endif
#ifdef SELECTORS_TS_KQUEUE
  ExportKqueue(env, exports);
#endif
  ExportAddress(env, exports);
  ExportLookup(env, exports);
  ExportProcess(env, exports);
  ExportSocket(env, exports);
  ExportWaker(env, exports);
  ExportWatch(env, exports);
  ExportShared(env, exports);
  ExportThread(env, exports);
  ExportGil(env, exports);
  ExportLock(env, exports);
  ExportCondition(env, exports);
  ExportSemaphore(env, exports);
  ExportEvent(env, exports);
  ExportBarrier(env, exports);
  ExportQueue(env, exports);
  return exports;
}

/// One for all calls: node-addon-api would make one of two kilobytes for each.
Napi::Value Dispatch(const Napi::CallbackInfo& info) {
  return reinterpret_cast<Call>(info.Data())(info);
}

}  // namespace

void ExportCall(Napi::Env env, Napi::Object exports, const char* name, Call call) {
  exports.Set(name, Napi::Function::New<Dispatch>(env, name, reinterpret_cast<void*>(call)));
}

NODE_API_MODULE(selectors_ts, Initialize)

}  // namespace selectors_ts::binding
