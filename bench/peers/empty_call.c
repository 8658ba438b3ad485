// A Node-API function that does nothing: what crossing from JavaScript into an addon costs at
// least.
#include <node_api.h>

static napi_value Empty(napi_env env, napi_callback_info info) {
  (void)env;
  (void)info;
  return NULL;
}

NAPI_MODULE_INIT() {
  (void)exports;
  napi_value function;
  const napi_status status =
      napi_create_function(env, "empty", NAPI_AUTO_LENGTH, Empty, NULL, &function);
  return status == napi_ok ? function : NULL;
}
