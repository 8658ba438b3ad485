// The system a kqueue(2) of the stand-in behaves as, wherever the real ones differ.
#pragma once

#include <cerrno>
#include <cstdint>
#include <optional>

#include "types.h"

namespace kqueue_standin {

/// What close(2) of a kqueue means to another thread that is waiting for its events.
enum class CloseUnderWaiter {
  /// The thread stays, and gets later events of the filters that were there.
  kWaiterStays,
  /// close(2) itself waits until the thread has left.
  kCloseWaits,
  /// The thread is woken, and gets EBADF.
  kWaiterFails
};

struct System {
  /// A pipe whose reader closes: its write filter says EV_EOF with EV_ONESHOT once and is gone.
  /// Otherwise it says EV_EOF for as long as it is asked.
  bool eof_once;
  /// What adding a write filter fails with once the pipe's reader has closed; 0 where it says
  /// EV_EOF at once, for as long as it is asked.
  int broken_pipe_errno;
  /// The actions of the change that added a filter which come back in its events' flags.
  Flags returned_actions;
  /// What adding a write filter for a regular file fails with; 0 where it is always ready.
  int regular_file_write_errno;
  /// What adding a write filter for a kqueue fails with.
  int kqueue_write_errno;
  /// What a change without EV_ADD fails with once its descriptor is closed.
  int closed_number_errno;
  /// Errors and receipts in the event list carry the flags of their change beside EV_ERROR.
  /// Otherwise their flags are EV_ERROR alone.
  bool errors_keep_flags;
  /// A change that wants a receipt where there is no room for it ends the change list. Otherwise
  /// the rest is applied.
  bool receipts_need_room;
  /// NOTE_TRIGGER has no effect in the change that adds an EVFILT_USER.
  bool add_ignores_trigger;
  CloseUnderWaiter close_under_waiter;
  /// A longer time-out is EINVAL.
  int64_t longest_timeout_s;
};

inline constexpr System kFreeBsd{.eof_once = true,
                                 .broken_pipe_errno = EPIPE,
                                 .returned_actions = 0,
                                 .regular_file_write_errno = 0,
                                 .kqueue_write_errno = EINVAL,
                                 .closed_number_errno = EBADF,
                                 .errors_keep_flags = false,
                                 .receipts_need_room = true,
                                 .add_ignores_trigger = true,
                                 .close_under_waiter = CloseUnderWaiter::kWaiterStays,
                                 .longest_timeout_s = INT64_MAX};

/// Up to NetBSD 9, but with NetBSD 10's EVFILT_USER. (NetBSD 10 wakes a waiter as macOS does.)
inline constexpr System kNetBsd{.eof_once = false,
                                .broken_pipe_errno = EBADF,
                                .returned_actions = EV_ADD | EV_ENABLE,
                                .regular_file_write_errno = EINVAL,
                                .kqueue_write_errno = EPERM,
                                .closed_number_errno = EBADF,
                                .errors_keep_flags = false,
                                .receipts_need_room = true,
                                .add_ignores_trigger = true,
                                .close_under_waiter = CloseUnderWaiter::kCloseWaits,
                                .longest_timeout_s = INT64_MAX};

/// From 10.15 on.
inline constexpr System kMacOs{.eof_once = false,
                               .broken_pipe_errno = 0,
                               .returned_actions = EV_ADD | EV_ENABLE,
                               .regular_file_write_errno = 0,
                               .kqueue_write_errno = EINVAL,
                               .closed_number_errno = ENOENT,
                               .errors_keep_flags = true,
                               .receipts_need_room = false,
                               .add_ignores_trigger = false,
                               .close_under_waiter = CloseUnderWaiter::kWaiterFails,
                               .longest_timeout_s = INT32_MAX};

/// The one that the environment variable SELECTORS_TS_KQUEUE_SYSTEM names: freebsd (also when it is
/// not set), netbsd or macos; nothing for any other name.
std::optional<System> SystemFromEnvironment();

}  // namespace kqueue_standin
