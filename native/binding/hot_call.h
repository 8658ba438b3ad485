// A call on a hot path, by Node-API's C functions: node-addon-api's CallbackInfo, with its general
// argument list, would cost such a call a third more.
#pragma once

#include <napi.h>

#include <array>

#include "binding/environment.h"
#include "core/result.h"

namespace selectors_ts::binding {

/// Takes `Count` arguments, all integers. Nothing here throws a C++ exception: there is nobody to
/// catch it.
template <size_t Count>
class HotCall {
 public:
  HotCall(napi_env env, napi_callback_info info) : env_(env) {
    size_t count = Count;
    std::array<napi_value, Count> values{};
    void* data = nullptr;
    napi_get_cb_info(env, info, Count == 0 ? nullptr : &count, values.data(), nullptr, &data);
    environment_ = static_cast<Environment*>(data);
    for (size_t i = 0; i < Count; ++i) {
      valid_ &= napi_get_value_int32(env, values[i], &arguments_[i]) == napi_ok;
    }
    if (!valid_) napi_throw_type_error(env, nullptr, "the arguments must be numbers");
  }

  /// False if an exception is pending.
  bool valid() const { return valid_; }
  int32_t operator[](size_t index) const { return arguments_[index]; }
  Environment& environment() const { return *environment_; }

  /// The value, or the errno as a negative number.
  napi_value Return(core::Result<int> result) const {
    return result ? Number(*result) : Failure(result.error());
  }
  napi_value Return(core::Status status) const {
    return status ? Number(0) : Failure(status.error());
  }

 private:
  napi_value Failure(core::Error error) const {
    environment_->failed_call = error.call;
    return Number(-error.code);
  }

  napi_value Number(int32_t value) const {
    napi_value number = nullptr;
    napi_create_int32(env_, value, &number);
    return number;
  }

  napi_env env_;
  Environment* environment_ = nullptr;
  std::array<int32_t, Count> arguments_{};
  bool valid_ = true;
};

/// Exports a function of the C interface, with the environment at hand.
inline void ExportHotFunction(Napi::Env env, Napi::Object exports, const char* name,
                              napi_callback function) {
  napi_value value = nullptr;
  NAPI_THROW_IF_FAILED_VOID(
      env, napi_create_function(env, name, NAPI_AUTO_LENGTH, function,
                                env.GetInstanceData<Environment>(), &value));
  exports.Set(name, value);
}

}  // namespace selectors_ts::binding
