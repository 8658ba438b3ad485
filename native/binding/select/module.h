// What each file of this folder adds to the addon's exports.
#pragma once

#include "binding/base/module.h"

namespace selectors_ts::binding {

/// The numbers of poll(2), epoll(7), kqueue(2) and their like.
void AddSelectConstants(Napi::Object constants);
void ExportSelect(Napi::Env env, Napi::Object exports);
void ExportPoll(Napi::Env env, Napi::Object exports);
void ExportEpoll(Napi::Env env, Napi::Object exports);
void ExportKqueue(Napi::Env env, Napi::Object exports);
void ExportWatch(Napi::Env env, Napi::Object exports);

}  // namespace selectors_ts::binding
