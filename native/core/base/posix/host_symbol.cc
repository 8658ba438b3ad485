#include "core/base/system.h"

#include <dlfcn.h>

namespace selectors_ts::core {

void* FindHostSymbol(const char* name) {
  return ::dlsym(RTLD_DEFAULT, name);
}

}  // namespace selectors_ts::core
