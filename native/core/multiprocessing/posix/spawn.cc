#include <fcntl.h>
#include <spawn.h>

#include <csignal>

#include "core/multiprocessing/system.h"

namespace selectors_ts::core {

namespace {

/// As posix_spawn(3) has it, which reports errors by value.
class Plan {
 public:
  Plan() {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawnattr_init(&attributes_);
  }
  Plan(const Plan&) = delete;
  Plan& operator=(const Plan&) = delete;
  ~Plan() {
    ::posix_spawnattr_destroy(&attributes_);
    ::posix_spawn_file_actions_destroy(&actions_);
  }

  int ReadNothing() {
    return ::posix_spawn_file_actions_addopen(&actions_, 0, "/dev/null", O_RDONLY, 0);
  }

  int Inherit(int from, int to) { return ::posix_spawn_file_actions_adddup2(&actions_, from, to); }

  int ResetSignals() {
    sigset_t signals;
    sigfillset(&signals);  // Macros on macOS.
    ::posix_spawnattr_setsigdefault(&attributes_, &signals);
    sigemptyset(&signals);
    ::posix_spawnattr_setsigmask(&attributes_, &signals);
    return ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  }

  int Run(pid_t* pid, const char* file, char* const arguments[], char* const environment[]) {
    return ::posix_spawn(pid, file, &actions_, &attributes_, arguments, environment);
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

std::vector<char*> PointersTo(const std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  // It is a historical signature: nothing writes there.
  for (const std::string& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

static_assert(sizeof(pid_t) == sizeof(int));

Result<int> Spawn(const Program& program) {
  std::vector<int> wanted{1, 2};
  wanted.insert(wanted.end(), program.descriptors.begin(), program.descriptors.end());

  Plan plan;
  // First out of the way of each other. They are closed on exec; what dup2(2) makes of them is not.
  std::vector<UniqueFd> sources;
  const int first_free = static_cast<int>(wanted.size()) + 1;
  int failure = plan.ReadNothing();
  if (failure == 0) failure = plan.ResetSignals();
  for (int target = 1; failure == 0 && target < first_free; ++target) {
    const int fd = wanted[static_cast<size_t>(target) - 1];
    UniqueFd source(::fcntl(fd, F_DUPFD_CLOEXEC, first_free));
    if (source.get() < 0) {
      // There need be no standard output.
      if (errno == EBADF && target <= 2) continue;
      return LastError("fcntl");
    }
    failure = plan.Inherit(source.get(), target);
    sources.push_back(std::move(source));
  }

  pid_t pid = -1;
  if (failure == 0) {
    failure = plan.Run(&pid, program.file.c_str(), PointersTo(program.arguments).data(),
                       PointersTo(program.environment).data());
  }
  if (failure != 0) return Error{failure, "posix_spawn"};
  return pid;
}

}  // namespace selectors_ts::core
