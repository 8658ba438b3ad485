// The types of struct kevent's fields, which differ from system to system.
#pragma once

#include <sys/event.h>

namespace kqueue_standin {

using Filter = decltype(kevent::filter);
using Flags = decltype(kevent::flags);
using Data = decltype(kevent::data);
using Udata = decltype(kevent::udata);

}  // namespace kqueue_standin
