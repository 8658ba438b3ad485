// binding/watch.h with core/watcher.h: its thread reports by a thread-safe function.
#include <utility>
#include <vector>

#include "binding/watch.h"
#include "core/watcher.h"

namespace selectors_ts::binding {

namespace {

class ThreadWatch final : public Watch {
 public:
  ThreadWatch(Napi::Env env, Napi::Function callback)
      : env_(env), report_(Napi::ThreadSafeFunction::New(env, callback, "selectors-ts", 0, 1)) {
    report_.Unref(env);
    // Registered after the function's own, thus called before it: the thread must not outlive that.
    (void)napi_add_env_cleanup_hook(env_, EndThread, this);
  }

  ~ThreadWatch() override {
    // Not after it has been called: Deno panics.
    if (!is_over_) (void)napi_remove_env_cleanup_hook(env_, EndThread, this);
    EndThread(this);
  }

  core::Status Start() {
    auto watcher = core::Watcher::Create([this] { (void)report_.NonBlockingCall(); });
    if (!watcher) return watcher.error();
    watcher_ = std::move(*watcher);
    return core::Done();
  }

  void Arm(std::span<const pollfd> descriptors) override {
    if (watcher_) watcher_->Watch({descriptors.begin(), descriptors.end()});
  }

  void Rest() override {
    if (watcher_) watcher_->Watch({});
  }

  void KeepAlive(bool keeps_alive) override {
    if (!watcher_) return;
    if (keeps_alive) {
      report_.Ref(env_);
    } else {
      report_.Unref(env_);
    }
  }

 private:
  static void EndThread(void* data) {
    auto& watch = *static_cast<ThreadWatch*>(data);
    if (std::exchange(watch.is_over_, true)) return;
    watch.watcher_.reset();
    (void)watch.report_.Release();
  }

  const Napi::Env env_;
  Napi::ThreadSafeFunction report_;
  std::unique_ptr<core::Watcher> watcher_;
  bool is_over_ = false;
};

}  // namespace

core::Result<std::unique_ptr<Watch>> WatchOnThread(Napi::Env env, Napi::Function callback) {
  auto watch = std::make_unique<ThreadWatch>(env, callback);
  if (core::Status status = watch->Start(); !status) return status.error();
  return std::unique_ptr<Watch>(std::move(watch));
}

}  // namespace selectors_ts::binding
