// What each file of this folder adds to the addon's exports, and how all folders' files do.
#pragma once

#include <napi.h>

#include "binding/base/environment.h"

namespace selectors_ts::binding {

void ExportClock(Napi::Env env, Napi::Object exports);
void ExportErrorNumbers(Napi::Env env, Napi::Object exports);
void ExportStack(Napi::Env env, Napi::Object exports);
void ExportDescriptor(Napi::Env env, Napi::Object exports);
void ExportWaker(Napi::Env env, Napi::Object exports);
void ExportShared(Napi::Env env, Napi::Object exports);

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
