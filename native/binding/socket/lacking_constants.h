// Numbers that the headers of a system lack, and that programs get from CPython all the same.
#pragma once

#include "core/base/system_sockets.h"

// The C library defines one of these as an enumerator, or not at all, and no header that programs
// may include has the others. udplite(7).
#ifdef __linux__
#ifndef IPPORT_USERRESERVED
#define IPPORT_USERRESERVED 5000
#endif
#ifndef UDPLITE_SEND_CSCOV
#define UDPLITE_SEND_CSCOV 10
#define UDPLITE_RECV_CSCOV 11
#endif
#endif

#ifndef SOL_UDP
#define SOL_UDP IPPROTO_UDP
#endif
