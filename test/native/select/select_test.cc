/*
select(2) by itself, over real descriptors:

g++ -std=c++20 -Wall -Wextra -Inative -Itest/native test/native/select/select_test.cc \
  native/core/select/posix/select.cc native/core/base/posix/descriptor.cc -o /tmp/select_test && \
  /tmp/select_test
*/
#include "core/select/select.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/select.h>

#include <algorithm>
#include <vector>

#include "check.h"

using namespace selectors_ts::core;
using namespace selectors_ts::test;

namespace {

/// One bitmap, of any size.
class Set {
 public:
  explicit Set(int nfds) : words_((static_cast<size_t>(nfds) + 63) / 64 * 2) {}
  void Add(int fd) { words_[Word(fd)] |= Bit(fd); }
  bool Has(int fd) const { return (words_[Word(fd)] & Bit(fd)) != 0; }
  int32_t* data() { return words_.data(); }

 private:
  static size_t Word(int fd) { return static_cast<size_t>(fd) / 32; }
  static int32_t Bit(int fd) { return static_cast<int32_t>(1U << (fd % 32)); }
  std::vector<int32_t> words_;
};

struct Sets {
  explicit Sets(int nfds) : readers(nfds), writers(nfds), exceptional(nfds) {}
  Result<int> Wait(int nfds, int64_t timeout_us = 0) {
    return WaitSelect(nfds, {readers.data(), writers.data(), exceptional.data()}, timeout_us);
  }
  Set readers;
  Set writers;
  Set exceptional;
};

void ReadinessOfAPipe() {
  const Ends pipe = Pipe();
  const int nfds = std::max(pipe.first.get(), pipe.second.get()) + 1;
  Sets idle(nfds);
  idle.readers.Add(pipe.first.get());
  idle.writers.Add(pipe.second.get());
  Result<int> count = idle.Wait(nfds);
  CHECK(count && *count == 1);
  CHECK(!idle.readers.Has(pipe.first.get()) && idle.writers.Has(pipe.second.get()));

  Write(pipe.second, "abc");
  Sets filled(nfds);
  filled.readers.Add(pipe.first.get());
  count = filled.Wait(nfds, -1);
  CHECK(count && *count == 1 && filled.readers.Has(pipe.first.get()));
}

void TheEndIsReadable() {
  Ends pipe = Pipe();
  Shut(pipe.second);
  const int nfds = pipe.first.get() + 1;
  Sets sets(nfds);
  sets.readers.Add(pipe.first.get());
  Result<int> count = sets.Wait(nfds, -1);
  CHECK(count && *count == 1);
}

void NothingReady() {
  Sets none(0);
  Result<int> count = none.Wait(0, 1000);
  CHECK(count && *count == 0);
}

void ClosedDescriptors() {
  const int fd = ClosedNumber();
  Sets sets(fd + 1);
  sets.readers.Add(fd);
  CHECK(FailsWith(sets.Wait(fd + 1), EBADF, "select"));
}

/// The kernel looks at no descriptor beyond its table, and would leave the bit as it is.
void ClosedBeyondTheTable() {
  constexpr int kFar = 20'000;
  Sets sets(kFar + 1);
  sets.readers.Add(kFar);
  CHECK(FailsWith(sets.Wait(kFar + 1), EBADF, "select"));
}

void BeyondFdSetsize() {
  rlimit limit{};
  CHECK(::getrlimit(RLIMIT_NOFILE, &limit) == 0);
  const auto wanted = static_cast<rlim_t>(FD_SETSIZE) * 2;
  CHECK(limit.rlim_max >= wanted);
  limit.rlim_cur = std::max(limit.rlim_cur, wanted);
  CHECK(::setrlimit(RLIMIT_NOFILE, &limit) == 0);

  const Ends pipe = Pipe();
  const UniqueFd high(::fcntl(pipe.first.get(), F_DUPFD, FD_SETSIZE + 7));
  CHECK(high.get() > FD_SETSIZE);
  Write(pipe.second, "abc");
  Sets sets(high.get() + 1);
  sets.readers.Add(high.get());
  Result<int> count = sets.Wait(high.get() + 1, -1);
  CHECK(count && *count == 1 && sets.readers.Has(high.get()));
}

}  // namespace

int main() {
  ReadinessOfAPipe();
  TheEndIsReadable();
  NothingReady();
  ClosedDescriptors();
  ClosedBeyondTheTable();
  BeyondFdSetsize();
  std::puts("select: ok");
}
