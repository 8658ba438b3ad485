/*
Rows of what kqueue(2) does on FreeBSD, NetBSD and macOS, run against the stand-in as each, in the
layout of macOS or, with -DKQUEUE_STANDIN_NETBSD_LAYOUT, in NetBSD's:

g++ -std=c++20 -Wall -Wextra -Wpedantic -Werror -pthread -I test/kqueue/standin/include \
  test/kqueue/standin/[a-z]*.cc test/kqueue/standin/rows/[a-z]*.cc -o /tmp/rows_test && \
  /tmp/rows_test
*/
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <vector>

#include "rows/row.h"
#include "system.h"

using namespace kqueue_standin;

namespace {

// Twenty thousand filters need ten thousand descriptors.
void RaiseDescriptorLimit() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

// A row that hangs ends the program, by SIGALRM.
constexpr unsigned kLongestRow_s = 120;

bool Passes(const rows::Row& row, const std::string& system_name) {
  ::alarm(kLongestRow_s);
  try {
    row.run(*SystemFromEnvironment());
    std::printf("ok %s: %s\n", system_name.c_str(), row.name.c_str());
    return true;
  } catch (const std::exception& failure) {
    std::printf("not ok %s: %s\n  %s\n", system_name.c_str(), row.name.c_str(), failure.what());
    return false;
  }
}

}  // namespace

int main() {
  RaiseDescriptorLimit();
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  int passed = 0;
  int failed = 0;
  for (const std::string system_name : {"freebsd", "netbsd", "macos"}) {
    ::setenv("SELECTORS_TS_KQUEUE_SYSTEM", system_name.c_str(), 1);
    for (const auto& rows_of_file :
         {rows::FilterRows(), rows::SocketRows(), rows::ConnectionRows(), rows::SystemRows(),
          rows::ErrorRows(), rows::ChangeRows(), rows::LifetimeRows(), rows::KqueueRows(),
          rows::WaitingRows(), rows::ClosingRows(), rows::LoadRows()}) {
      for (const rows::Row& row : rows_of_file) (Passes(row, system_name) ? passed : failed)++;
    }
  }
  std::printf("%d passed, %d failed\n", passed, failed);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
