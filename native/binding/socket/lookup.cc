// core/socket/lookup.h for JavaScript. A failed look-up is a number: an EAI_ code, always positive,
// or a negative errno.
#include "core/socket/lookup.h"

#include "binding/base/arguments.h"
#include "binding/base/outcome.h"
#include "binding/socket/address.h"
#include "binding/socket/module.h"

namespace selectors_ts::binding {

namespace {

std::optional<std::string> OptionalString(const Napi::CallbackInfo& info, size_t index) {
  if (info[index].IsNull()) return std::nullopt;
  return StringArgument(info, index);
}

Napi::Value LookupFailure(const Napi::CallbackInfo& info, core::LookupError error,
                          const char* call) {
  return error.is_errno ? Failure(info, {error.code, call}) : Number(info, error.code);
}

Napi::Value LookUpAddresses(const Napi::CallbackInfo& info) {
  const core::LookupQuery query{OptionalString(info, 0), OptionalString(info, 1),
                                IntArgument(info, 2),    IntArgument(info, 3),
                                IntArgument(info, 4),    IntArgument(info, 5)};
  const auto outcome = core::LookUpAddresses(query);
  if (const auto* error = std::get_if<core::LookupError>(&outcome)) {
    return LookupFailure(info, *error, "getaddrinfo");
  }
  Napi::Array list = Napi::Array::New(info.Env());
  for (const core::LookupEntry& entry : *std::get_if<0>(&outcome)) {
    Napi::Array row = Napi::Array::New(info.Env(), 5);
    row.Set(0U, entry.family);
    row.Set(1U, entry.type);
    row.Set(2U, entry.protocol);
    row.Set(3U, entry.canonical_name);
    row.Set(4U, AddressParts(info.Env(), entry.address));
    list.Set(list.Length(), row);
  }
  return list;
}

Napi::Value LookUpName(const Napi::CallbackInfo& info) {
  const auto outcome = core::LookUpName(AddressArgument(info, 0), IntArgument(info, 1));
  if (const auto* error = std::get_if<core::LookupError>(&outcome)) {
    return LookupFailure(info, *error, "getnameinfo");
  }
  const auto& [host, service] = *std::get_if<0>(&outcome);
  Napi::Array names = Napi::Array::New(info.Env(), 2);
  names.Set(0U, host);
  names.Set(1U, service);
  return names;
}

Napi::Value LookupErrorMessage(const Napi::CallbackInfo& info) {
  return Napi::String::New(info.Env(), core::LookupErrorMessage(IntArgument(info, 0)));
}

}  // namespace

void ExportLookup(Napi::Env env, Napi::Object exports) {
  ExportFunction<LookUpAddresses>(env, exports, "lookUpAddresses");
  ExportFunction<LookUpName>(env, exports, "lookUpName");
  ExportFunction<LookupErrorMessage>(env, exports, "lookupErrorMessage");
}

}  // namespace selectors_ts::binding
