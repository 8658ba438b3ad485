// binding/select/watch.h with Node's own event loop: libuv's uv_poll_t and uv_timer_t. The addon
// links no libuv, as Deno has none: its functions are looked up at run time.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <utility>

#include "binding/select/watch.h"
#include "core/base/descriptor.h"
#include "core/base/host_symbol.h"
#include "core/base/unique_fd.h"
#include "core/select/loop.h"

namespace selectors_ts::binding {

namespace {

// From uv.h, whose ABI has been the same since libuv 1.0.
constexpr int kPollHandle = 8;
constexpr int kTimerHandle = 13;
constexpr int kReadable = 1;

/// libuv's functions; its pointers are void here.
struct Libuv {
  napi_status (*get_loop)(napi_env env, void** loop);
  size_t (*handle_size)(int type);
  int (*poll_init)(void* loop, void* poll, int fd);
  int (*poll_start)(void* poll, int events, void (*callback)(void* poll, int status, int events));
  int (*poll_stop)(void* poll);
  int (*timer_init)(void* loop, void* timer);
  int (*timer_start)(void* timer, void (*callback)(void* timer), uint64_t timeout_ms,
                     uint64_t repeat_ms);
  int (*timer_stop)(void* timer);
  void (*update_time)(void* loop);
  int (*backend_fd)(const void* loop);
  void (*close)(void* handle, void (*callback)(void* handle));
  void (*ref)(void* handle);
  void (*unref)(void* handle);
};

template <typename Function>
bool LookUp(Function& function, const char* name) {
  function = reinterpret_cast<Function>(core::FindHostSymbol(name));
  return function != nullptr;
}

const Libuv* FindLibuv() {
  static Libuv uv;
  static const bool is_there =
      LookUp(uv.get_loop, "napi_get_uv_event_loop") && LookUp(uv.handle_size, "uv_handle_size") &&
      LookUp(uv.poll_init, "uv_poll_init") && LookUp(uv.poll_start, "uv_poll_start") &&
      LookUp(uv.poll_stop, "uv_poll_stop") && LookUp(uv.timer_init, "uv_timer_init") &&
      LookUp(uv.timer_start, "uv_timer_start") && LookUp(uv.timer_stop, "uv_timer_stop") &&
      LookUp(uv.update_time, "uv_update_time") && LookUp(uv.backend_fd, "uv_backend_fd") &&
      LookUp(uv.close, "uv_close") && LookUp(uv.ref, "uv_ref") && LookUp(uv.unref, "uv_unref");
  return is_there ? &uv : nullptr;
}

using Memory = std::unique_ptr<void, decltype(&std::free)>;

Memory MemoryOf(size_t size) {
  return {std::malloc(size), &std::free};
}

/// The loop's handles, which it has until it has closed them. It watches a duplicate of its own:
/// libuv ends the process when a descriptor that it watches has been closed behind its back.
class LoopHandles {
 public:
  LoopHandles(const Libuv& uv, napi_env env, void* loop)
      : uv_(uv),
        poll_(MemoryOf(uv.handle_size(kPollHandle))),
        timer_(MemoryOf(uv.handle_size(kTimerHandle))),
        env_(env),
        loop_(loop) {}

  /// Gives them to the loop; false if that does not take the descriptor.
  static bool Open(const std::shared_ptr<LoopHandles>& handles, int fd, napi_value callback) {
    LoopHandles& opened = *handles;
    void* poll = opened.poll_.get();
    void* timer = opened.timer_.get();
    core::Result<core::UniqueFd> duplicate = core::Duplicate(fd);
    if (!duplicate) return false;
    opened.fd_ = std::move(*duplicate);
    if (opened.uv_.poll_init(opened.loop_, poll, opened.fd_.get()) != 0) return false;
    (void)opened.uv_.timer_init(opened.loop_, timer);
    opened.backend_fd_ = opened.uv_.backend_fd(opened.loop_);
    Of(poll) = &opened;
    Of(timer) = &opened;
    opened.self_ = handles;
    opened.KeepAlive(false);
    const auto clean_up = [](napi_async_cleanup_hook_handle, void* data) {
      static_cast<LoopHandles*>(data)->Close();
    };
    napi_value name;
    (void)napi_add_async_cleanup_hook(opened.env_, clean_up, &opened, &opened.hook_);
    (void)napi_create_string_utf8(opened.env_, "selectors-ts", NAPI_AUTO_LENGTH, &name);
    (void)napi_async_init(opened.env_, nullptr, name, &opened.context_);
    (void)napi_create_reference(opened.env_, callback, 1, &opened.callback_);
    return true;
  }

  core::Status Arm(bool has_descriptor, double timeout_ms) {
    if (is_closing_) return core::Done();
    has_descriptor ? StopTimer() : Disarm();
    is_armed_ = true;
    if (!std::isinf(timeout_ms)) StartTimer(timeout_ms);
    if (!has_descriptor || is_started_) return core::Done();
    is_started_ = uv_.poll_start(poll_.get(), kReadable, OnEvent) == 0;
    // libuv would do so at its next turn. It takes what is there already as it is.
    core::Status added = core::AddToLoop(backend_fd_, fd_.get());
    if (!added) Disarm();
    return added;
  }

  void Disarm() {
    is_armed_ = false;
    StopTimer();
    if (std::exchange(is_started_, false)) (void)uv_.poll_stop(poll_.get());
  }

  void KeepAlive(bool keeps_alive) {
    const auto set = keeps_alive ? uv_.ref : uv_.unref;
    set(poll_.get());
    set(timer_.get());
  }

  void Close() {
    if (std::exchange(is_closing_, true)) return;
    is_armed_ = false;
    // Now, as the environment may be at its end, which the loop outlives.
    (void)napi_delete_reference(env_, callback_);
    (void)napi_async_destroy(env_, context_);
    uv_.close(timer_.get(), OnClosed);
    uv_.close(poll_.get(), OnClosed);
    // The loop has let go of it already.
    fd_ = core::UniqueFd();
  }

 private:
  /// libuv's field for its user, `data`, is the first of every handle.
  static LoopHandles*& Of(void* handle) { return *static_cast<LoopHandles**>(handle); }

  void StartTimer(double timeout_ms) {
    // From now, not from the time at which the loop has begun its turn.
    uv_.update_time(loop_);
    // At once would be within the same turn, and who asks again and again would keep the loop
    // there.
    const double whole_ms = std::ceil(std::max(1.0, timeout_ms));
    (void)uv_.timer_start(timer_.get(), OnTime, static_cast<uint64_t>(whole_ms), 0);
  }

  void StopTimer() { (void)uv_.timer_stop(timer_.get()); }

  static void OnEvent(void* poll, int status, int) {
    const std::shared_ptr<LoopHandles> handles = Of(poll)->self_;
    // After an error libuv has stopped it.
    if (status < 0) handles->is_started_ = false;
    // It stays in the loop, armed or not: to start and stop each time costs more than one call too
    // many.
    if (handles->is_armed_) {
      handles->is_armed_ = false;
      handles->StopTimer();
      handles->Report();
    } else {
      handles->Disarm();
    }
  }

  static void OnTime(void* timer) {
    const std::shared_ptr<LoopHandles> handles = Of(timer)->self_;
    handles->Disarm();
    handles->Report();
  }

  static void OnClosed(void* handle) {
    LoopHandles* const closed = Of(handle);
    if (--closed->open_ > 0) return;
    const std::shared_ptr<LoopHandles> last = std::move(closed->self_);
    if (last->hook_ != nullptr) (void)napi_remove_async_cleanup_hook(last->hook_);
  }

  void Report() {
    KeepAlive(false);
    napi_handle_scope scope;
    if (napi_open_handle_scope(env_, &scope) != napi_ok) return;
    napi_value global;
    napi_value callback;
    napi_value error;
    if (napi_get_global(env_, &global) == napi_ok &&
        napi_get_reference_value(env_, callback_, &callback) == napi_ok &&
        napi_make_callback(env_, context_, global, callback, 0, nullptr, nullptr) ==
            napi_pending_exception &&
        napi_get_and_clear_last_exception(env_, &error) == napi_ok) {
      (void)napi_fatal_exception(env_, error);
    }
    (void)napi_close_handle_scope(env_, scope);
  }

  const Libuv& uv_;
  const Memory poll_;
  const Memory timer_;
  napi_env env_;
  void* loop_;
  napi_ref callback_ = nullptr;
  napi_async_context context_ = nullptr;
  /// Node's loop runs on until this is removed, so that it can close the handle.
  napi_async_cleanup_hook_handle hook_ = nullptr;
  core::UniqueFd fd_;
  /// The descriptor of the loop's own epoll or kqueue.
  int backend_fd_ = -1;
  bool is_armed_ = false;
  bool is_started_ = false;
  bool is_closing_ = false;
  /// How many handles the loop has not closed yet.
  int open_ = 2;
  std::shared_ptr<LoopHandles> self_;
};

class LoopWatch final : public Watch {
 public:
  explicit LoopWatch(std::shared_ptr<LoopHandles> handles) : handles_(std::move(handles)) {}
  ~LoopWatch() override { handles_->Close(); }

  core::Status Arm(std::span<const core::PollEntry> descriptors, double timeout_ms) override {
    return handles_->Arm(!descriptors.empty(), timeout_ms);
  }
  void Disarm() override { handles_->Disarm(); }
  void KeepAlive(bool keeps_alive) override { handles_->KeepAlive(keeps_alive); }

 private:
  std::shared_ptr<LoopHandles> handles_;
};

}  // namespace

std::unique_ptr<Watch> WatchOnLoop(Napi::Env env, int fd, Napi::Function callback) {
  const Libuv* uv = FindLibuv();
  void* loop = nullptr;
  if (uv == nullptr || uv->get_loop(env, &loop) != napi_ok || loop == nullptr) return nullptr;
  const auto handles = std::make_shared<LoopHandles>(*uv, env, loop);
  if (!LoopHandles::Open(handles, fd, callback)) return nullptr;
  return std::make_unique<LoopWatch>(handles);
}

}  // namespace selectors_ts::binding
