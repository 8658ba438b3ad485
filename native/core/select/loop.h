// The kernel's object behind libuv's event loop, which is not ours: an epoll set, a kqueue.
#pragma once

#include "core/base/result.h"

namespace selectors_ts::core {

/// Adds a descriptor, for reading, ahead of libuv, which would end the process if the kernel
/// refused it. That it is there already is no error. Where the kernel is not known to refuse
/// anything, nothing is added.
///
/// @param backend_fd uv_backend_fd()'s
Status AddToLoop(int backend_fd, int fd);

}  // namespace selectors_ts::core
