// The addon's entry: runs once in each environment that loads it.
#include "binding/module.h"

#include "binding/environment.h"

namespace selectors_ts::binding {

namespace {

Napi::Object Initialize(Napi::Env env, Napi::Object exports) {
  env.SetInstanceData(new Environment());
  ExportConstants(env, exports);
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
  ExportSocket(env, exports);
  ExportWaker(env, exports);
  ExportWatch(env, exports);
  return exports;
}

}  // namespace

NODE_API_MODULE(selectors_ts, Initialize)

}  // namespace selectors_ts::binding
