// What a system has to bring to core/threading; core/base/system.h says how. All else there is the
// C++ library's mutexes and condition variables.
//
// - thread_id.h, ThreadId(): linux/thread_id.cc, bsd/thread_id.cc. Where the system has no number
//   for a thread, any that no other thread has will do.
#pragma once

#include "core/threading/thread_id.h"
