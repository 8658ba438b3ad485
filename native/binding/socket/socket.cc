// core/socket/socket.h and core/socket/blocking.h for JavaScript.
#include "core/socket/socket.h"

#include <algorithm>

#include "binding/base/arguments.h"
#include "binding/base/hot_call.h"
#include "binding/base/outcome.h"
#include "binding/socket/address.h"
#include "binding/socket/module.h"
#include "core/socket/blocking.h"

namespace selectors_ts::binding {

namespace {

/// The first bytes, as many as there are at most; with a length of 0 all, as in Python's
/// recv_into().
std::span<std::byte> FirstBytes(std::span<std::byte> bytes, int32_t length) {
  if (length <= 0) return bytes;
  return bytes.first(std::min(static_cast<size_t>(length), bytes.size()));
}

Napi::Value CreateSocket(const Napi::CallbackInfo& info) {
  return Outcome(
      info, core::CreateSocket(IntArgument(info, 0), IntArgument(info, 1), IntArgument(info, 2)));
}

Napi::Value CreateSocketPair(const Napi::CallbackInfo& info) {
  const auto fds = FirstElements(info, ElementsArgument<int32_t>(info, 3), 2);
  auto pair =
      core::CreateSocketPair(IntArgument(info, 0), IntArgument(info, 1), IntArgument(info, 2));
  if (!pair) return Failure(info, pair.error());
  Environment& environment = Environment::Of(info);
  fds[0] = environment.Own(std::move(pair->first));
  fds[1] = environment.Own(std::move(pair->second));
  return Number(info, 0);
}

Napi::Value AdoptSocket(const Napi::CallbackInfo& info) {
  return Outcome(info, core::AdoptSocket(IntArgument(info, 0)));
}

Napi::Value SetNonblocking(const Napi::CallbackInfo& info) {
  return Outcome(info, core::SetNonblocking(IntArgument(info, 0), BoolArgument(info, 1)));
}

Napi::Value DescribeSocket(const Napi::CallbackInfo& info) {
  const auto fields = FirstElements(info, ElementsArgument<int32_t>(info, 1), 3);
  auto kind = core::DescribeSocket(IntArgument(info, 0));
  if (!kind) return Failure(info, kind.error());
  fields[0] = kind->family;
  fields[1] = kind->type;
  fields[2] = kind->protocol;
  return Number(info, 0);
}

Napi::Value Accept(const Napi::CallbackInfo& info) {
  core::SocketAddress peer;
  core::Result<core::UniqueFd> accepted = core::Accept(IntArgument(info, 0), peer);
  if (accepted) ReturnAddress(info, 1, peer);
  return Outcome(info, std::move(accepted));
}

Napi::Value Bind(const Napi::CallbackInfo& info) {
  return Outcome(info, core::Bind(IntArgument(info, 0), AddressArgument(info, 1)));
}

Napi::Value Connect(const Napi::CallbackInfo& info) {
  return Outcome(info, core::Connect(IntArgument(info, 0), AddressArgument(info, 1)));
}

Napi::Value ForgetConnection(const Napi::CallbackInfo& info) {
  return Outcome(info, core::ForgetConnection(IntArgument(info, 0)));
}

Napi::Value ConnectBlocking(const Napi::CallbackInfo& info) {
  return Outcome(info, core::ConnectBlocking(IntArgument(info, 0), AddressArgument(info, 1),
                                             IntArgument(info, 2)));
}

Napi::Value Listen(const Napi::CallbackInfo& info) {
  return Outcome(info, core::Listen(IntArgument(info, 0), IntArgument(info, 1)));
}

Napi::Value Shutdown(const Napi::CallbackInfo& info) {
  return Outcome(info, core::Shutdown(IntArgument(info, 0), IntArgument(info, 1)));
}

/// Takes a descriptor, how many bytes at most (0: as many as fit), flags and the memory.
napi_value Receive(napi_env env, napi_callback_info info) {
  const HotCall<3, true> call(env, info);
  if (!call.valid() || !call.HasStack()) return nullptr;
  return call.Return(core::Receive(call[0], FirstBytes(call.bytes(), call[1]), call[2]));
}

Napi::Value ReceiveFrom(const Napi::CallbackInfo& info) {
  const auto buffer = FirstBytes(BytesArgument(info, 1), IntArgument(info, 2));
  core::SocketAddress sender;
  core::Result<int> count =
      core::ReceiveFrom(IntArgument(info, 0), buffer, IntArgument(info, 3), sender);
  ReturnAddress(info, 4, sender);
  return Outcome(info, count);
}

/// Takes a descriptor, flags and the data.
napi_value Send(napi_env env, napi_callback_info info) {
  const HotCall<2, true> call(env, info);
  if (!call.valid()) return nullptr;
  return call.Return(core::Send(call[0], call.bytes(), call[1]));
}

/// The same, from an offset on.
Napi::Value SendRest(const Napi::CallbackInfo& info) {
  const std::span<std::byte> data = BytesArgument(info, 2);
  const int64_t offset = Int64Argument(info, 3);
  if (offset < 0 || static_cast<uint64_t>(offset) > data.size()) {
    throw Napi::RangeError::New(info.Env(), "the offset is beyond the data");
  }
  return Outcome(info, core::Send(IntArgument(info, 0), data.subspan(static_cast<size_t>(offset)),
                                  IntArgument(info, 1)));
}

Napi::Value SendTo(const Napi::CallbackInfo& info) {
  return Outcome(info, core::SendTo(IntArgument(info, 0), BytesArgument(info, 1),
                                    IntArgument(info, 2), AddressArgument(info, 3)));
}

Napi::Value SendToBlocking(const Napi::CallbackInfo& info) {
  return Outcome(
      info, core::SendToBlocking(IntArgument(info, 0), BytesArgument(info, 1), IntArgument(info, 2),
                                 AddressArgument(info, 3), IntArgument(info, 4)));
}

Napi::Value Available(const Napi::CallbackInfo& info) {
  return Outcome(info, core::Available(IntArgument(info, 0)));
}

template <core::Status (*Function)(int, core::SocketAddress&)>
Napi::Value NameOf(const Napi::CallbackInfo& info) {
  core::SocketAddress address;
  const core::Status status = Function(IntArgument(info, 0), address);
  if (status) ReturnAddress(info, 1, address);
  return Outcome(info, status);
}

Napi::Value GetOption(const Napi::CallbackInfo& info) {
  return Outcome(info, core::GetOption(IntArgument(info, 0), IntArgument(info, 1),
                                       IntArgument(info, 2), BytesArgument(info, 3)));
}

Napi::Value WaitLimit(const Napi::CallbackInfo& info) {
  const int option = BoolArgument(info, 1) ? SO_SNDTIMEO : SO_RCVTIMEO;
  core::Result<double> limit_ms = core::WaitLimit(IntArgument(info, 0), option);
  if (!limit_ms) return Failure(info, limit_ms.error());
  return Napi::Number::New(info.Env(), *limit_ms);
}

/// The value is a buffer, or null with a length.
Napi::Value SetOption(const Napi::CallbackInfo& info) {
  const void* value = nullptr;
  socklen_t length = UintArgument(info, 4);
  if (!info[3].IsNull()) {
    const auto bytes = BytesArgument(info, 3);
    value = bytes.data();
    length = static_cast<socklen_t>(bytes.size());
  }
  return Outcome(info, core::SetOption(IntArgument(info, 0), IntArgument(info, 1),
                                       IntArgument(info, 2), value, length));
}

}  // namespace

void ExportSocket(Napi::Env env, Napi::Object exports) {
  ExportFunction<WithStack<CreateSocket>>(env, exports, "createSocket");
  ExportFunction<WithStack<CreateSocketPair>>(env, exports, "createSocketPair");
  ExportFunction<WithStack<AdoptSocket>>(env, exports, "adoptSocket");
  ExportFunction<SetNonblocking>(env, exports, "setNonblocking");
  ExportFunction<DescribeSocket>(env, exports, "describeSocket");
  ExportFunction<WithStack<Accept>>(env, exports, "accept");
  ExportFunction<Bind>(env, exports, "bind");
  ExportFunction<WithStack<Connect>>(env, exports, "connect");
  ExportFunction<ForgetConnection>(env, exports, "forgetConnection");
  ExportFunction<WithStack<ConnectBlocking>>(env, exports, "connectBlocking");
  ExportFunction<Listen>(env, exports, "listen");
  ExportFunction<Shutdown>(env, exports, "shutdown");
  ExportHotFunction(env, exports, "receive", Receive);
  ExportFunction<WithStack<ReceiveFrom>>(env, exports, "receiveFrom");
  ExportHotFunction(env, exports, "send", Send);
  ExportFunction<WithStack<SendRest, Follows::kOperation>>(env, exports, "sendRest");
  ExportFunction<WithStack<SendTo>>(env, exports, "sendTo");
  ExportFunction<WithStack<SendToBlocking>>(env, exports, "sendToBlocking");
  ExportFunction<Available>(env, exports, "available");
  ExportFunction<NameOf<core::LocalAddress>>(env, exports, "localAddress");
  ExportFunction<NameOf<core::PeerAddress>>(env, exports, "peerAddress");
  ExportFunction<GetOption>(env, exports, "getOption");
  ExportFunction<WaitLimit>(env, exports, "waitLimit");
  ExportFunction<SetOption>(env, exports, "setOption");
}

}  // namespace selectors_ts::binding
