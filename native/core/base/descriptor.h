// What can be done with any descriptor: close(2), fcntl(2).
#pragma once

#include "core/base/result.h"

namespace selectors_ts::core {

class UniqueFd;

/// Closes the descriptor. An interrupted close has closed it on every system supported here: EINTR
/// is a success, and a second try could hit a number that another thread has been given since.
Status Close(int fd);

bool IsOpen(int fd);

/// A second descriptor of the same open file, close-on-exec.
Result<UniqueFd> Duplicate(int fd);

Status SetNonblocking(int fd, bool nonblocking);

Status SetCloseOnExec(int fd);

}  // namespace selectors_ts::core
