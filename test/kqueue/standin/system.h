// The system a kqueue(2) of the stand-in behaves as, wherever the real ones differ.
#pragma once

#include <sys/event.h>

#include <cerrno>
#include <cstdint>
#include <optional>

namespace kqueue_standin {

struct System {
  /// A pipe whose reader closes: its write filter says EV_EOF with EV_ONESHOT once and is gone.
  /// Otherwise it says EV_EOF for as long as it is asked.
  bool eof_once;
  /// What adding a write filter fails with once the pipe's reader has closed.
  int broken_pipe_errno;
  /// The actions of the change that added a filter which come back in its events' flags.
  uint16_t returned_actions;
  /// What adding a write filter for a regular file fails with; 0 where it is always ready.
  int regular_file_write_errno;
};

inline constexpr System kFreeBsd{.eof_once = true,
                                 .broken_pipe_errno = EPIPE,
                                 .returned_actions = 0,
                                 .regular_file_write_errno = 0};

inline constexpr System kNetBsd{.eof_once = false,
                                .broken_pipe_errno = EBADF,
                                .returned_actions = EV_ADD | EV_ENABLE,
                                .regular_file_write_errno = EINVAL};

inline constexpr System kMacOs{.eof_once = false,
                               .broken_pipe_errno = EPIPE,
                               .returned_actions = EV_ADD | EV_ENABLE,
                               .regular_file_write_errno = 0};

/// The one that the environment variable SELECTORS_TS_KQUEUE_SYSTEM names: freebsd (also when it is
/// not set), netbsd or macos; nothing for any other name.
std::optional<System> SystemFromEnvironment();

}  // namespace kqueue_standin
