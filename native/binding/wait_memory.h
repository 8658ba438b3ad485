// Memory that JavaScript and the waits of an environment share: a wait takes its arguments from the
// start of it, and leaves its events behind them. Taking arguments from there is cheaper than
// asking Node-API for each, and no calls are shorter than waits for what is ready.
#pragma once

#include <napi.h>

#include <cstddef>
#include <span>

namespace selectors_ts::binding {

/// There is one for all waits of a kind: the events of each are read before the next begins.
class WaitMemory {
 public:
  /// Takes the place of the memory made before.
  Napi::ArrayBuffer Make(Napi::Env env, size_t size) {
    Napi::ArrayBuffer buffer = Napi::ArrayBuffer::New(env, size);
    buffer_ = Napi::Persistent(buffer);
    bytes_ = {static_cast<std::byte*>(buffer.Data()), size};
    return buffer;
  }

  /// Null if no memory has been made.
  template <typename Arguments>
  const Arguments* ArgumentsOf() const {
    if (bytes_.size() < sizeof(Arguments)) return nullptr;
    return reinterpret_cast<const Arguments*>(bytes_.data());
  }

  /// What the room behind the arguments holds of these.
  template <typename Arguments, typename Element>
  std::span<Element> ElementsAfter() const {
    static_assert(sizeof(Arguments) % alignof(Element) == 0);
    const std::span<std::byte> room = bytes_.subspan(sizeof(Arguments));
    return {reinterpret_cast<Element*>(room.data()), room.size() / sizeof(Element)};
  }

 private:
  /// Keeps the memory where it is, which spares each wait asking Node-API for its address.
  Napi::Reference<Napi::ArrayBuffer> buffer_;
  std::span<std::byte> bytes_;
};

}  // namespace selectors_ts::binding
