// core/threading/thread_id.h with what each BSD and macOS have instead of gettid(2).
#include <pthread.h>

#include <cstdint>
#include <functional>
#include <thread>

#if defined(__FreeBSD__)
#include <pthread_np.h>
#elif defined(__NetBSD__)
#include <lwp.h>
#elif defined(__OpenBSD__)
#include <unistd.h>
#endif

#include "core/threading/system.h"

namespace selectors_ts::core {

int64_t ThreadId() {
#if defined(__APPLE__)
  uint64_t id = 0;
  ::pthread_threadid_np(nullptr, &id);
  return static_cast<int64_t>(id);
#elif defined(__FreeBSD__)
  return ::pthread_getthreadid_np();
#elif defined(__NetBSD__)
  return ::_lwp_self();
#elif defined(__OpenBSD__)
  return ::getthrid();
#else
  // It has no name that the system knows, but it differs from the others.
  return static_cast<int64_t>(std::hash<std::thread::id>{}(std::this_thread::get_id()));
#endif
}

}  // namespace selectors_ts::core
