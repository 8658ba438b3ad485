#include "core/select/system.h"

#include <pthread.h>

#include <csignal>
#include <system_error>
#include <utility>

namespace selectors_ts::core {

namespace {

/// Keeps signals from threads that are made meanwhile.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    sigfillset(&all);  // A macro on macOS.
    ::pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;
  ~SignalsBlocked() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_;
};

}  // namespace

Result<std::thread> StartWatcherThread(std::function<void()> run) {
  const SignalsBlocked blocked;
  try {
    return std::thread(std::move(run));
  } catch (const std::system_error& error) {
    return Error{error.code().value(), "pthread_create"};
  }
}

}  // namespace selectors_ts::core
