// Addresses as JavaScript holds them: the bytes of a core::SocketAddress in a Uint8Array, opaque
// there. So an address is translated once, however often it is sent to.
#pragma once

#include <napi.h>

#include "core/socket/address.h"

namespace selectors_ts::binding {

/// A copy, as the bytes need not be aligned and their length not be true.
core::SocketAddress AddressArgument(const Napi::CallbackInfo& info, size_t index);

/// Writes into the caller's bytes.
void ReturnAddress(const Napi::CallbackInfo& info, size_t index,
                   const core::SocketAddress& address);

/// The address in Python's shape: [host, port], [host, port, flowinfo, scopeid], the bytes of
/// another family's, or null.
Napi::Value AddressParts(Napi::Env env, const core::SocketAddress& address);

}  // namespace selectors_ts::binding
