// select(2): three bitmaps of descriptors that the kernel reads and overwrites.
#pragma once

#include <cstdint>

#include "core/base/result.h"

namespace selectors_ts::core {

/// Bitmaps of at least `nfds` bits rounded up to 64, which may exceed FD_SETSIZE: the kernel takes
/// any size, the limit is the C library's type. On every supported system bit n stands at bit n % 8
/// of byte n / 8.
struct DescriptorSets {
  int32_t* readers;
  int32_t* writers;
  int32_t* exceptional;
};

/// Overwrites the sets with what is ready; returns how many bits are set. `nfds` is one more than
/// the highest descriptor in any set. A negative timeout waits for ever.
Result<int> WaitSelect(int nfds, DescriptorSets sets, int64_t timeout_us);

}  // namespace selectors_ts::core
