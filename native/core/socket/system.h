// What a system has to bring to core/socket; core/base/system.h says how.
//
// - address.h, all of it: posix/address.cc. UnixAddress() finds every path too long where there are
//   no such sockets.
// - socket.h, all of it: posix/socket.cc. Errors are those of POSIX: who connects without blocking
//   is told EINPROGRESS.
// - lookup.h, all of it: posix/lookup.cc.
// - blocking.h, all of it: posix/blocking.cc. Where poll(2) tells the truth about every socket,
//   Connect() and SendTo() will do.
#pragma once

#include "core/socket/address.h"
#include "core/socket/blocking.h"
#include "core/socket/lookup.h"
#include "core/socket/socket.h"
