#include "binding/environment.h"

namespace selectors_ts::binding {

core::Registry<core::Waker>& Wakers() {
  static core::Registry<core::Waker> wakers;
  return wakers;
}

Environment::~Environment() {
  watches_.clear();
  for (const int64_t number : wakers_) Wakers().Remove(number);
  for (const int fd : descriptors_) (void)core::Close(fd);
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

int32_t Environment::AddWatch(std::unique_ptr<Watch> watch) {
  watches_.emplace(++last_watch_, std::move(watch));
  return last_watch_;
}

Watch* Environment::FindWatch(int32_t number) {
  const auto found = watches_.find(number);
  return found == watches_.end() ? nullptr : found->second.get();
}

void Environment::RemoveWatch(int32_t number) {
  watches_.erase(number);
}

}  // namespace selectors_ts::binding
