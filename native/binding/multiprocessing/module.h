// What each file of this folder adds to the addon's exports.
#pragma once

#include "binding/base/module.h"

namespace selectors_ts::binding {

void ExportProcess(Napi::Env env, Napi::Object exports);

}  // namespace selectors_ts::binding
