// core/socket/address.h for JavaScript.
#include "binding/socket/address.h"

#include <cstring>

#include "binding/base/arguments.h"
#include "binding/socket/module.h"

namespace selectors_ts::binding {

namespace {

std::span<std::byte> AddressBytes(const Napi::CallbackInfo& info, size_t index) {
  const std::span<std::byte> bytes = BytesArgument(info, index);
  return FirstElements(info, bytes, static_cast<int32_t>(sizeof(core::SocketAddress)));
}

template <typename Bytes>
Napi::Value Copied(Napi::Env env, const Bytes& bytes) {
  return Napi::Buffer<char>::Copy(env, reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

Napi::Value AddressOrNull(const Napi::CallbackInfo& info,
                          const std::optional<core::SocketAddress>& address) {
  if (!address) return info.Env().Null();
  return Copied(info.Env(), std::as_bytes(std::span(&*address, 1)));
}

uint16_t PortArgument(const Napi::CallbackInfo& info, size_t index) {
  return static_cast<uint16_t>(UintArgument(info, index));
}

Napi::Value Ipv4Address(const Napi::CallbackInfo& info) {
  return AddressOrNull(info, core::Ipv4Address(StringArgument(info, 0), PortArgument(info, 1)));
}

Napi::Value Ipv6Address(const Napi::CallbackInfo& info) {
  return AddressOrNull(info, core::Ipv6Address(StringArgument(info, 0), PortArgument(info, 1),
                                               UintArgument(info, 2), UintArgument(info, 3)));
}

Napi::Value UnixAddress(const Napi::CallbackInfo& info) {
  return AddressOrNull(info, core::UnixAddress(BytesArgument(info, 0)));
}

Napi::Value AddressPartsOf(const Napi::CallbackInfo& info) {
  return AddressParts(info.Env(), AddressArgument(info, 0));
}

Napi::Value ParseIp(const Napi::CallbackInfo& info) {
  const auto packed = core::ParseIp(IntArgument(info, 0), StringArgument(info, 1));
  return packed ? Copied(info.Env(), *packed) : info.Env().Null();
}

Napi::Value FormatIp(const Napi::CallbackInfo& info) {
  const auto text = core::FormatIp(IntArgument(info, 0), BytesArgument(info, 1));
  if (!text) return info.Env().Null();
  return Napi::String::New(info.Env(), *text);
}

}  // namespace

core::SocketAddress AddressArgument(const Napi::CallbackInfo& info, size_t index) {
  core::SocketAddress address;
  std::memcpy(&address, AddressBytes(info, index).data(), sizeof(address));
  address.length = std::min<socklen_t>(address.length, sizeof(address.storage));
  return address;
}

void ReturnAddress(const Napi::CallbackInfo& info, size_t index,
                   const core::SocketAddress& address) {
  std::memcpy(AddressBytes(info, index).data(), &address, sizeof(address));
}

Napi::Value AddressParts(Napi::Env env, const core::SocketAddress& address) {
  const int family = address.family();
  if (address.length == 0) return env.Null();
  if (family != AF_INET && family != AF_INET6) return Copied(env, core::BytesOf(address));

  const core::InternetParts parts = core::PartsOf(address);
  Napi::Array array = Napi::Array::New(env, family == AF_INET ? 2 : 4);
  array.Set(0U, parts.host);
  array.Set(1U, parts.port);
  if (family == AF_INET6) {
    array.Set(2U, parts.flow_info);
    array.Set(3U, parts.scope_id);
  }
  return array;
}

void ExportAddress(Napi::Env env, Napi::Object exports) {
  exports.Set("addressSize", sizeof(core::SocketAddress));
  ExportFunction<Ipv4Address>(env, exports, "ipv4Address");
  ExportFunction<Ipv6Address>(env, exports, "ipv6Address");
  ExportFunction<UnixAddress>(env, exports, "unixAddress");
  ExportFunction<AddressPartsOf>(env, exports, "addressParts");
  ExportFunction<ParseIp>(env, exports, "parseIp");
  ExportFunction<FormatIp>(env, exports, "formatIp");
}

}  // namespace selectors_ts::binding
