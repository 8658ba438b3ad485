// core/base/waker.h with Linux's eventfd(2): a counter, readable when it is not 0.
#include <sys/eventfd.h>
#include <unistd.h>

#include <cstdint>

#include "core/base/system.h"

namespace selectors_ts::core {

Result<Waker> Waker::Create() {
  UniqueFd fd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (fd.get() < 0) return LastError("eventfd");
  return Waker(std::move(fd), UniqueFd());
}

void Waker::Wake() const {
  const uint64_t one = 1;
  // It fails when the counter is full: then the reader is readable already.
  (void)!::write(reader_.get(), &one, sizeof one);
}

void Waker::Drain() const {
  uint64_t count;
  (void)!::read(reader_.get(), &count, sizeof count);
}

}  // namespace selectors_ts::core
