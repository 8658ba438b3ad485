// core/select/select.h for JavaScript. One Int32Array holds six bitmaps of the same size: the
// readers, writers and exceptional descriptors to watch, then those that are ready.
#include "core/select/select.h"

#include <algorithm>

#include "binding/base/arguments.h"
#include "binding/base/outcome.h"
#include "binding/select/module.h"

namespace selectors_ts::binding {

namespace {

constexpr int32_t kBitsPerWord = 32;

Napi::Value SelectWait(const Napi::CallbackInfo& info) {
  const auto words = ElementsArgument<int32_t>(info, 0);
  const int nfds = IntArgument(info, 1);
  const int64_t timeout_us = Int64Argument(info, 2);

  // The kernel reads and writes whole 64-bit words.
  const size_t set_size = words.size() / 6;
  if (set_size % 2 != 0 || nfds < 0 || static_cast<size_t>(nfds) > set_size * kBitsPerWord) {
    throw Napi::RangeError::New(info.Env(), "the sets are too small");
  }
  const auto watched = words.first(3 * set_size);
  int32_t* const ready = words.data() + 3 * set_size;
  std::copy(watched.begin(), watched.end(), ready);
  const core::DescriptorSets sets{ready, ready + set_size, ready + 2 * set_size};
  return Outcome(info, core::WaitSelect(nfds, sets, timeout_us));
}

}  // namespace

void ExportSelect(Napi::Env env, Napi::Object exports) {
  ExportFunction<SelectWait>(env, exports, "selectWait");
}

}  // namespace selectors_ts::binding
