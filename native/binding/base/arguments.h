// The one place where JavaScript's arguments become C++ values. lib/ has checked ranges before; a
// wrong type that gets here all the same is a TypeError.
#pragma once

#include <napi.h>

#include <cstdint>
#include <span>
#include <string>

namespace selectors_ts::binding {

int32_t IntArgument(const Napi::CallbackInfo& info, size_t index);
uint32_t UintArgument(const Napi::CallbackInfo& info, size_t index);
int64_t Int64Argument(const Napi::CallbackInfo& info, size_t index);
double DoubleArgument(const Napi::CallbackInfo& info, size_t index);
bool BoolArgument(const Napi::CallbackInfo& info, size_t index);
std::string StringArgument(const Napi::CallbackInfo& info, size_t index);

/// What is wrong with memory that the caller of the library gave, or null: memory shared between
/// threads could change under the system call, and memory that was transferred away is not there.
const char* FaultOf(napi_env env, napi_value buffer, size_t byte_length);

/// The bytes under a typed array or DataView that the caller of the library gave, without fault.
/// The span is good until JavaScript runs again, no longer.
std::span<std::byte> BytesArgument(const Napi::CallbackInfo& info, size_t index);

std::span<std::byte> OwnBytesArgument(const Napi::CallbackInfo& info, size_t index);

/// The memory of an Int32Array or Float64Array that lib/ made for itself, as elements of a type
/// that both sides lay out; a rest of less than one element at the end is left out.
template <typename Element>
std::span<Element> ElementsArgument(const Napi::CallbackInfo& info, size_t index) {
  const std::span<std::byte> bytes = OwnBytesArgument(info, index);
  return {reinterpret_cast<Element*>(bytes.data()), bytes.size() / sizeof(Element)};
}

/// The first `count` elements, or a RangeError if there are fewer.
template <typename Element>
std::span<Element> FirstElements(const Napi::CallbackInfo& info, std::span<Element> elements,
                                 int32_t count) {
  if (count < 0 || static_cast<size_t>(count) > elements.size()) {
    throw Napi::RangeError::New(info.Env(), "the array is too short");
  }
  return elements.first(static_cast<size_t>(count));
}

}  // namespace selectors_ts::binding
