// What a system has to bring to core/multiprocessing; core/base/system.h says how.
//
// - process.h, Spawn(): posix/spawn.cc. The descriptors of a Program are what the new process finds
//   under the numbers 3, 4, 5 …: lib/multiprocessing/ counts on that.
// - process.h, Process::PollLocked(), Poll(), Await(), Signal() and Terminate(): posix/process.cc.
//   A system without signals ends the process for SIGTERM and for SIGKILL.
// - process.h, DieWithPeer(): posix/process.cc.
//
// children.h needs nothing more.
#pragma once

#include "core/multiprocessing/process.h"
