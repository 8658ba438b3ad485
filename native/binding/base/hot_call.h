// A call on a hot path, by Node-API's C functions: node-addon-api's CallbackInfo, with its general
// argument list, would cost such a call a third more.
#pragma once

#include <napi.h>

#include <array>
#include <span>

#include "binding/base/arguments.h"
#include "binding/base/environment.h"
#include "core/base/result.h"

namespace selectors_ts::binding {

/// Takes so many integers and, with `kHasBytes`, after them a Uint8Array. Nothing here throws a C++
/// exception: there is nobody to catch it.
template <size_t kIntegers, bool kHasBytes = false>
class HotCall {
 public:
  HotCall(napi_env env, napi_callback_info info) : env_(env) {
    // One more than integers, for the array, and because there is no array of none.
    std::array<napi_value, kIntegers + 1> values{};
    size_t count = values.size();
    void* data = nullptr;
    if (napi_get_cb_info(env, info, &count, values.data(), nullptr, &data) != napi_ok) {
      Throw("the call cannot be read");
      return;
    }
    environment_ = static_cast<Environment*>(data);
    for (size_t i = 0; i < kIntegers; ++i) {
      if (napi_get_value_int32(env, values[i], &integers_[i]) != napi_ok) {
        Throw("the arguments must be numbers");
        return;
      }
    }
    if constexpr (kHasBytes) TakeBytes(values[kIntegers]);
  }

  /// False if an exception is pending.
  bool valid() const { return valid_; }
  /// False, with the exception pending, where a stack overflow could come before JavaScript has
  /// dealt with what the call is about to do.
  bool HasStack(Follows follows = Follows::kJavaScript) const {
    return environment_->stack.Suffices(env_, follows);
  }
  int32_t operator[](size_t index) const { return integers_[index]; }
  std::span<std::byte> bytes() const { return bytes_; }
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

  /// lib/ has seen to it that the memory is not shared. That it has not been transferred away, only
  /// an empty array makes worth asking.
  void TakeBytes(napi_value view) {
    void* data = nullptr;
    size_t length = 0;
    if (napi_get_typedarray_info(env_, view, nullptr, &length, &data, nullptr, nullptr) !=
        napi_ok) {
      Throw("the last argument must be a Uint8Array");
      return;
    }
    bytes_ = {static_cast<std::byte*>(data), length};
    napi_value buffer = nullptr;
    if (length == 0 && napi_get_typedarray_info(env_, view, nullptr, nullptr, nullptr, &buffer,
                                                nullptr) == napi_ok) {
      if (const char* fault = FaultOf(env_, buffer, length)) Throw(fault);
    }
  }

  void Throw(const char* message) {
    napi_throw_type_error(env_, nullptr, message);
    valid_ = false;
  }

  napi_env env_;
  Environment* environment_ = nullptr;
  std::array<int32_t, kIntegers> integers_{};
  std::span<std::byte> bytes_;
  bool valid_ = true;
};

/// Exports a function of the C interface, with the environment at hand.
inline void ExportHotFunction(Napi::Env env, Napi::Object exports, const char* name,
                              napi_callback function) {
  napi_value value = nullptr;
  NAPI_THROW_IF_FAILED_VOID(env, napi_create_function(env, name, NAPI_AUTO_LENGTH, function,
                                                      env.GetInstanceData<Environment>(), &value));
  exports.Set(name, value);
}

}  // namespace selectors_ts::binding
