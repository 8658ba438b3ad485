// The thread of a Watcher.
#pragma once

#include <functional>
#include <thread>

#include "core/base/result.h"

namespace selectors_ts::core {

/// Starts a thread to which the system delivers no signal: signals are for the threads that handle
/// them.
Result<std::thread> StartWatcherThread(std::function<void()> run);

}  // namespace selectors_ts::core
