#include "binding/base/arguments.h"

namespace selectors_ts::binding {

namespace {

/// Node-API's conversions say by their status whether the value had the type asked for.
template <typename Value>
Value Convert(const Napi::CallbackInfo& info, size_t index, const char* expected,
              napi_status (*convert)(napi_env, napi_value, Value*)) {
  Value value;
  if (convert(info.Env(), info[index], &value) != napi_ok) {
    throw Napi::TypeError::New(info.Env(),
                               "argument " + std::to_string(index + 1) + " must be " + expected);
  }
  return value;
}

struct Memory {
  napi_value buffer;
  void* data;
  size_t byte_length;
};

size_t ElementSize(napi_typedarray_type type) {
  switch (type) {
    case napi_int8_array:
    case napi_uint8_array:
    case napi_uint8_clamped_array:
      return 1;
    case napi_int16_array:
    case napi_uint16_array:
      return 2;
    case napi_int32_array:
    case napi_uint32_array:
    case napi_float32_array:
      return 4;
    default:
      return 8;
  }
}

napi_status ViewedMemory(napi_env env, napi_value value, Memory* memory) {
  napi_typedarray_type type;
  size_t length;
  size_t offset;
  const napi_status status =
      napi_get_typedarray_info(env, value, &type, &length, &memory->data, &memory->buffer, &offset);
  if (status == napi_ok) {
    memory->byte_length = length * ElementSize(type);
    return status;
  }
  return napi_get_dataview_info(env, value, &memory->byte_length, &memory->data, &memory->buffer,
                                &offset);
}

}  // namespace

int32_t IntArgument(const Napi::CallbackInfo& info, size_t index) {
  return Convert<int32_t>(info, index, "a number", napi_get_value_int32);
}

uint32_t UintArgument(const Napi::CallbackInfo& info, size_t index) {
  return Convert<uint32_t>(info, index, "a number", napi_get_value_uint32);
}

int64_t Int64Argument(const Napi::CallbackInfo& info, size_t index) {
  return Convert<int64_t>(info, index, "a number", napi_get_value_int64);
}

double DoubleArgument(const Napi::CallbackInfo& info, size_t index) {
  return Convert<double>(info, index, "a number", napi_get_value_double);
}

bool BoolArgument(const Napi::CallbackInfo& info, size_t index) {
  return Convert<bool>(info, index, "a boolean", napi_get_value_bool);
}

std::string StringArgument(const Napi::CallbackInfo& info, size_t index) {
  if (!info[index].IsString()) {
    throw Napi::TypeError::New(info.Env(),
                               "argument " + std::to_string(index + 1) + " must be a string");
  }
  return info[index].As<Napi::String>().Utf8Value();
}

std::span<std::byte> OwnBytesArgument(const Napi::CallbackInfo& info, size_t index) {
  // Asking for no more than this spares Node-API two handles, which counts where a wait is short.
  napi_typedarray_type type;
  size_t length;
  void* data;
  if (napi_get_typedarray_info(info.Env(), info[index], &type, &length, &data, nullptr, nullptr) !=
      napi_ok) {
    throw Napi::TypeError::New(info.Env(),
                               "argument " + std::to_string(index + 1) + " must be a typed array");
  }
  return {static_cast<std::byte*>(data), length * ElementSize(type)};
}

const char* FaultOf(napi_env env, napi_value buffer, size_t byte_length) {
  bool unshared = false;
  if (napi_is_arraybuffer(env, buffer, &unshared) != napi_ok || !unshared) {
    return "memory shared between threads cannot be used here";
  }
  bool detached = false;
  if (byte_length == 0 && napi_is_detached_arraybuffer(env, buffer, &detached) == napi_ok &&
      detached) {
    return "the memory has been transferred away";
  }
  return nullptr;
}

std::span<std::byte> BytesArgument(const Napi::CallbackInfo& info, size_t index) {
  const Memory memory = Convert<Memory>(info, index, "a typed array or DataView", ViewedMemory);
  if (const char* fault = FaultOf(info.Env(), memory.buffer, memory.byte_length)) {
    throw Napi::TypeError::New(info.Env(), fault);
  }
  return {static_cast<std::byte*>(memory.data), memory.byte_length};
}

}  // namespace selectors_ts::binding
