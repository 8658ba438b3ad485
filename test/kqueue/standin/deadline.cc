#include "deadline.h"

#include <poll.h>

namespace kqueue_standin {
namespace {

constexpr int64_t kNanoseconds = 1'000'000'000;

int64_t NowNs() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * kNanoseconds + now.tv_nsec;
}

}  // namespace

bool IsValid(const timespec& timeout, const System& system) {
  return timeout.tv_sec >= 0 && timeout.tv_sec <= system.longest_timeout_s &&
         timeout.tv_nsec >= 0 && timeout.tv_nsec < kNanoseconds;
}

Deadline::Deadline(const timespec* timeout) {
  // Longer than a process lives is for ever, and must not overflow.
  if (timeout == nullptr || timeout->tv_sec > INT32_MAX) return;
  deadline_ns_ = NowNs() + timeout->tv_sec * kNanoseconds + timeout->tv_nsec;
}

bool Deadline::HasPassed() const {
  return deadline_ns_ && *deadline_ns_ <= NowNs();
}

int Deadline::WaitFor(int fd, int64_t at_most_ns) const {
  int64_t wait_ns = deadline_ns_ ? *deadline_ns_ - NowNs() : INT64_MAX;
  if (at_most_ns != 0 && wait_ns > at_most_ns) wait_ns = at_most_ns;
  if (wait_ns < 0) wait_ns = 0;
  const timespec timeout{.tv_sec = wait_ns / kNanoseconds, .tv_nsec = wait_ns % kNanoseconds};
  pollfd polled{.fd = fd, .events = POLLIN, .revents = 0};
  return ::ppoll(&polled, 1, wait_ns == INT64_MAX ? nullptr : &timeout, nullptr);
}

}  // namespace kqueue_standin
