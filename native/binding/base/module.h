// What each file of this folder adds to the addon's exports.
#pragma once

#include <napi.h>

#include "binding/base/environment.h"

namespace selectors_ts::binding {

void ExportClock(Napi::Env env, Napi::Object exports);
void ExportConstants(Napi::Env env, Napi::Object exports);
/// The socket constants of that same table, in a file of their own.
void AddSocketConstants(Napi::Object constants);
void ExportErrorNumbers(Napi::Env env, Napi::Object exports);
void ExportStack(Napi::Env env, Napi::Object exports);
void ExportDescriptor(Napi::Env env, Napi::Object exports);
void ExportPoll(Napi::Env env, Napi::Object exports);
void ExportSelect(Napi::Env env, Napi::Object exports);
void ExportEpoll(Napi::Env env, Napi::Object exports);
void ExportKqueue(Napi::Env env, Napi::Object exports);
void ExportSocket(Napi::Env env, Napi::Object exports);
void ExportAddress(Napi::Env env, Napi::Object exports);
void ExportLookup(Napi::Env env, Napi::Object exports);
void ExportProcess(Napi::Env env, Napi::Object exports);
void ExportWaker(Napi::Env env, Napi::Object exports);
void ExportShared(Napi::Env env, Napi::Object exports);
void ExportThread(Napi::Env env, Napi::Object exports);
void ExportGil(Napi::Env env, Napi::Object exports);
void ExportLock(Napi::Env env, Napi::Object exports);
void ExportCondition(Napi::Env env, Napi::Object exports);
void ExportSemaphore(Napi::Env env, Napi::Object exports);
void ExportEvent(Napi::Env env, Napi::Object exports);
void ExportBarrier(Napi::Env env, Napi::Object exports);
void ExportQueue(Napi::Env env, Napi::Object exports);
void ExportWatch(Napi::Env env, Napi::Object exports);

using Call = Napi::Value (*)(const Napi::CallbackInfo&);

void ExportCall(Napi::Env env, Napi::Object exports, const char* name, Call call);

/// Exports a function under its name.
template <Call kCall>
void ExportFunction(Napi::Env env, Napi::Object exports, const char* name) {
  ExportCall(env, exports, name, kCall);
}

/// A call that does nothing where a stack overflow could come before JavaScript has dealt with its
/// outcome: see Stack.
template <Call kCall, Follows kFollows = Follows::kJavaScript>
Napi::Value WithStack(const Napi::CallbackInfo& info) {
  return Environment::Of(info).stack.Suffices(info.Env(), kFollows) ? kCall(info) : Napi::Value();
}

}  // namespace selectors_ts::binding
