// In place of epoll_wait(2) and kevent(2): fills in events that were prepared, and does nothing
// else. What is left of a wait is the JavaScript around it.
#include <node_api.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// One thread of one process asks.
static struct {
  char* room;
  void* events;
  size_t size;
  int32_t count;
} prepared;

// prepare(memory, where its room for events begins, events, how many)
static napi_value Prepare(napi_env env, napi_callback_info info) {
  size_t argument_count = 4;
  napi_value arguments[4];
  void* memory;
  void* events;
  int64_t offset;
  if (napi_get_cb_info(env, info, &argument_count, arguments, NULL, NULL) != napi_ok ||
      napi_get_arraybuffer_info(env, arguments[0], &memory, NULL) != napi_ok ||
      napi_get_value_int64(env, arguments[1], &offset) != napi_ok ||
      napi_get_arraybuffer_info(env, arguments[2], &events, &prepared.size) != napi_ok ||
      napi_get_value_int32(env, arguments[3], &prepared.count) != napi_ok) {
    napi_throw_type_error(env, NULL, "prepare(memory, offset, events, count)");
    return NULL;
  }
  prepared.room = (char*)memory + offset;
  prepared.events = realloc(prepared.events, prepared.size);
  if (prepared.events != NULL) memcpy(prepared.events, events, prepared.size);
  return NULL;
}

// fill(): fills them in and returns how many, 0 before any have been prepared
static napi_value Fill(napi_env env, napi_callback_info info) {
  (void)info;
  napi_value count;
  if (prepared.count > 0) memcpy(prepared.room, prepared.events, prepared.size);
  napi_create_int32(env, prepared.count, &count);
  return count;
}

NAPI_MODULE_INIT() {
  const napi_property_descriptor functions[] = {
      {"prepare", NULL, Prepare, NULL, NULL, NULL, napi_default, NULL},
      {"fill", NULL, Fill, NULL, NULL, NULL, napi_default, NULL},
  };
  return napi_define_properties(env, exports, 2, functions) == napi_ok ? exports : NULL;
}
