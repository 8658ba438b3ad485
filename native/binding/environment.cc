#include "binding/environment.h"

namespace selectors_ts::binding {

Environment::~Environment() {
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

}  // namespace selectors_ts::binding
