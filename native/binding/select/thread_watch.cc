// binding/select/watch.h with core/select/watcher.h: its thread reports by a thread-safe function.
#include <cmath>
#include <utility>
#include <vector>

#include "binding/select/watch.h"
#include "core/select/watcher.h"

namespace selectors_ts::binding {

namespace {

/// In the environment's thread, or in no environment when it has ended.
void CallBack(napi_env env, napi_value callback, void*, void*) {
  if (env == nullptr) return;
  napi_value undefined;
  // That it cannot be called is the end of the environment; what it throws is Node's to report.
  (void)napi_get_undefined(env, &undefined);
  (void)napi_call_function(env, undefined, callback, 0, nullptr, nullptr);
}

class ThreadWatch final : public Watch {
 public:
  explicit ThreadWatch(napi_env env) : env_(env) {}

  ~ThreadWatch() override {
    // Not after it has been called: Deno panics.
    if (!is_over_ && report_ != nullptr) (void)napi_remove_env_cleanup_hook(env_, EndThread, this);
    EndThread(this);
  }

  core::Status Start(napi_value callback) {
    napi_value name;
    (void)napi_create_string_utf8(env_, "selectors-ts", NAPI_AUTO_LENGTH, &name);
    if (napi_create_threadsafe_function(env_, callback, nullptr, name, 0, 1, nullptr, nullptr,
                                        nullptr, CallBack, &report_) != napi_ok) {
      return core::Error{ENOMEM, "napi_create_threadsafe_function"};
    }
    KeepAlive(false);
    // Added after the function's own, thus called before it: the thread must not outlive that.
    (void)napi_add_env_cleanup_hook(env_, EndThread, this);
    auto watcher = core::Watcher::Create(
        [this] { (void)napi_call_threadsafe_function(report_, nullptr, napi_tsfn_nonblocking); });
    if (!watcher) return watcher.error();
    watcher_ = std::move(*watcher);
    return core::Done();
  }

  core::Status Arm(std::span<const core::PollEntry> descriptors, double timeout_ms) override {
    const bool is_endless = std::isinf(timeout_ms);
    const auto until = is_endless ? core::Deadline::max() : core::After(timeout_ms);
    if (watcher_) watcher_->Watch({descriptors.begin(), descriptors.end()}, until);
    return core::Done();
  }

  void Disarm() override {
    if (watcher_) watcher_->Disarm();
  }

  void KeepAlive(bool keeps_alive) override {
    if (is_over_) return;
    (void)(keeps_alive ? napi_ref_threadsafe_function : napi_unref_threadsafe_function)(env_,
                                                                                        report_);
  }

 private:
  static void EndThread(void* data) {
    auto& watch = *static_cast<ThreadWatch*>(data);
    if (std::exchange(watch.is_over_, true)) return;
    watch.watcher_.reset();
    if (watch.report_ != nullptr) {
      (void)napi_release_threadsafe_function(watch.report_, napi_tsfn_release);
    }
  }

  napi_env env_;
  napi_threadsafe_function report_ = nullptr;
  std::unique_ptr<core::Watcher> watcher_;
  bool is_over_ = false;
};

}  // namespace

core::Result<std::unique_ptr<Watch>> WatchOnThread(Napi::Env env, Napi::Function callback) {
  auto watch = std::make_unique<ThreadWatch>(env);
  if (core::Status status = watch->Start(callback); !status) return status.error();
  return std::unique_ptr<Watch>(std::move(watch));
}

}  // namespace selectors_ts::binding
