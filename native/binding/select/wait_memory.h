// Memory that JavaScript and the waits of an environment share: a wait takes its arguments from the
// start of it, and leaves its events behind them. Taking arguments from there is cheaper than
// asking Node-API for each, and no calls are shorter than waits for what is ready.
#pragma once

#include <napi.h>

#include <cstddef>
#include <span>

namespace selectors_ts::binding {

/// One memory serves all waits of a kind in an environment, which may have loaded the JavaScript
/// twice, as a part of a bundle and as a package. Each copy looks whether its memory is still in
/// use.
class WaitMemory {
 public:
  /// Memory of so many bytes or more, which may be that which was there before. When other memory
  /// has taken its place, the arguments in it say so.
  template <typename Arguments>
  Napi::ArrayBuffer AtLeast(Napi::Env env, size_t size) {
    if (!buffer_.IsEmpty() && size <= bytes_.size()) return buffer_.Value();
    Napi::ArrayBuffer buffer = Napi::ArrayBuffer::New(env, size);
    if (!bytes_.empty()) reinterpret_cast<Arguments*>(bytes_.data())->is_replaced = 1;
    buffer_ = Napi::Persistent(buffer);
    bytes_ = {static_cast<std::byte*>(buffer.Data()), size};
    return buffer;
  }

  /// Null if no memory has been asked for.
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
