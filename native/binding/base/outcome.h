// The one place where outcomes become JavaScript values: a count, or an errno as a negative number.
// Returning a number costs a fraction of throwing; lib/ makes the error where there is one.
#pragma once

#include <napi.h>

#include "binding/base/environment.h"
#include "core/base/result.h"

namespace selectors_ts::binding {

inline Napi::Value Number(const Napi::CallbackInfo& info, int32_t value) {
  napi_value number;
  NAPI_THROW_IF_FAILED(info.Env(), napi_create_int32(info.Env(), value, &number), Napi::Value());
  return {info.Env(), number};
}

/// Remembers which call failed, and returns the negative errno.
inline Napi::Value Failure(const Napi::CallbackInfo& info, core::Error error) {
  Environment::Of(info).failed_call = error.call;
  return Number(info, -error.code);
}

inline Napi::Value Outcome(const Napi::CallbackInfo& info, core::Result<int> result) {
  return result ? Number(info, *result) : Failure(info, result.error());
}

inline Napi::Value Outcome(const Napi::CallbackInfo& info, core::Status status) {
  return status ? Number(info, 0) : Failure(info, status.error());
}

/// A new descriptor, from now on owned by the environment.
inline Napi::Value Outcome(const Napi::CallbackInfo& info, core::Result<core::UniqueFd> result) {
  if (!result) return Failure(info, result.error());
  return Number(info, Environment::Of(info).Own(std::move(*result)));
}

}  // namespace selectors_ts::binding
