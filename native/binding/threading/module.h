// What each file of this folder adds to the addon's exports.
#pragma once

#include "binding/base/module.h"

namespace selectors_ts::binding {

void ExportThread(Napi::Env env, Napi::Object exports);
void ExportGil(Napi::Env env, Napi::Object exports);
void ExportLock(Napi::Env env, Napi::Object exports);
void ExportCondition(Napi::Env env, Napi::Object exports);
void ExportSemaphore(Napi::Env env, Napi::Object exports);
void ExportEvent(Napi::Env env, Napi::Object exports);
void ExportBarrier(Napi::Env env, Napi::Object exports);
void ExportQueue(Napi::Env env, Napi::Object exports);

}  // namespace selectors_ts::binding
