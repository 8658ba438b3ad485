// What a system has to bring to core/base. The contracts stand where the functions are declared;
// the sources of a system stand in a folder of its own (posix/ for what Linux and the BSDs have in
// common, linux/, bsd/), include this header, and are listed in native/addon.gypi. A descriptor is
// an int on every system, and -1 is none; descriptors need be neither small nor dense.
//
// - system_sockets.h: the system's headers, the one thing of this list that is no function.
// - result.h, LastError(): the failure of the last call as a number of errno(3). A system whose
//   calls leave a number of another kind translates it to the errno that Node's os.constants have.
// - descriptor.h, all of it: posix/descriptor.cc. What is never inherited by a program that is
//   started needs nothing done by SetCloseOnExec(). It suffices to know sockets and wakers, if the
//   system can wait for nothing else.
// - waker.h, Waker::Create(), Wake() and Drain(): linux/waker.cc with eventfd(2), bsd/waker.cc with
//   pipe(2). Every wait of core/select has to take its descriptor.
// - host_symbol.h, FindHostSymbol(): posix/host_symbol.cc. One that finds nothing will do: then a
//   thread watches instead of Node's loop.
//
// clock.h and ticks.h need nothing, if std::chrono::steady_clock is the clock of the system's
// time-outs. What may be left out: posix/demangle.cc, which saves space.
#pragma once

#include "core/base/descriptor.h"
#include "core/base/host_symbol.h"
#include "core/base/result.h"
#include "core/base/system_sockets.h"
#include "core/base/waker.h"
