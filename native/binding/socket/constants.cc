// The numbers of the headers about sockets, under Python's names. What a system does not define is
// left out, and is `undefined` in JavaScript.
#include "binding/socket/constant_table.h"
#include "binding/socket/module.h"

namespace selectors_ts::binding {

void AddSocketConstants(Napi::Object constants) {
  for (const Constant& constant : kSocketConstants) constants.Set(constant.name, constant.value);
// Second numbers of SO_RCVTIMEO and SO_SNDTIMEO, for which Python has no names.
#ifdef SO_RCVTIMEO_NEW
  constants.Set("SO_RCVTIMEO_NEW", SO_RCVTIMEO_NEW);
  constants.Set("SO_RCVTIMEO_OLD", SO_RCVTIMEO_OLD);
  constants.Set("SO_SNDTIMEO_NEW", SO_SNDTIMEO_NEW);
  constants.Set("SO_SNDTIMEO_OLD", SO_SNDTIMEO_OLD);
#endif
}

}  // namespace selectors_ts::binding
