#include "binding/base/environment.h"

#include <algorithm>

namespace selectors_ts::binding {

core::Registry<core::Waker>& Wakers() {
  static core::Registry<core::Waker> wakers;
  return wakers;
}

Environment::~Environment() {
  std::for_each(states_.rbegin(), states_.rend(), [](auto& state) { state->End(); });
  for (const int64_t number : wakers_) Wakers().Remove(number);
  for (const int fd : descriptors_) (void)core::Close(fd);
  std::for_each(states_.rbegin(), states_.rend(), [](auto& state) { state.reset(); });
}

Environment& Environment::Of(const Napi::CallbackInfo& info) {
  return *info.Env().GetInstanceData<Environment>();
}

int Environment::Own(core::UniqueFd fd) {
  descriptors_.insert(fd.get());
  return fd.Release();
}

bool Environment::Disown(int fd) {
  return descriptors_.erase(fd) > 0;
}

int64_t Environment::AddWaker(core::Waker waker) {
  const int64_t number = Wakers().Add(std::make_shared<core::Waker>(std::move(waker)));
  wakers_.insert(number);
  return number;
}

void Environment::RemoveWaker(int64_t number) {
  if (wakers_.erase(number) > 0) Wakers().Remove(number);
}

}  // namespace selectors_ts::binding
